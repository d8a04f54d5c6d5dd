import { best, parse, type Inst } from '/tmp/sched/inst.ts';
import { adjacency } from '#shared/graph/adjacency.ts'; import { Evolution } from '#shared/schedule/evolution.ts'; import { seededRandom } from '#shared/base/random.ts';
import type { ScheduleProblem } from '#shared/schedule/schedule-problem.ts';
export const problem = (i: Inst): ScheduleProblem => { const from: number[] = [], to: number[] = []; i.succ.forEach((s, a) => s.forEach((j) => { from.push(a); to.push(j); })); const F = Int32Array.from(from), T = Int32Array.from(to), all = Int32Array.from(from.keys());
  return { works: [...i.dur].map((minutes, a) => ({ minutes, pools: [{ pool: 0, units: i.dem.slice(a * i.K, a * i.K + i.K) }], crews: [], release: 0, fixed: null })), pools: [i.cap], people: [], working: null, together: () => { throw new Error('x'); },
    next: adjacency(i.n, F, T, all), previous: adjacency(i.n, T, F, all), links: from.map(() => ({ kind: 'finish-start', lag: 0 })), order: Int32Array.from(i.order) }; };
const [set = 'j60', budget = '5000', P = '100'] = process.argv.slice(2);
const hard = ['j6013_', 'j6025_', 'j6029_', 'j6041_', 'j6045_', 'j609_', 'j6030_', 'j6042_', 'j6046_', 'j605_'];
let dev = 0, c = 0, sch = 0; const t0 = process.cpuUsage();
for (const b of best(set).values()) { if (!hard.some((x) => b.file.includes(x)) || !/_[15]\.sm/.test(b.file)) continue; const i = parse('/work/shared/psplib/' + b.file);
  const tail = new Int32Array(i.n); for (const a of [...i.order].reverse()) for (const s of i.succ[a]!) tail[a] = Math.max(tail[a]!, tail[s]! + i.dur[s]!);
  const e = new Evolution({ problem: problem(i), random: seededRandom(1), score: (p) => [p.finish.reduce((x, y) => Math.max(x, y), 0)], urgency: tail.map((x) => -x), population: +P });
  while (e.schedules < +budget && e.best.score[0]! > b.lb) e.step();
  dev += (e.best.score[0]! - b.ub) / b.cpm; c++; sch += e.schedules; }
const u = process.cpuUsage(t0); console.log(process.argv.slice(2).join(' '), 'n', c, 'above best % cpm', (100 * dev / c).toFixed(3), 'us', ((u.user + u.system) / sch).toFixed(1));
