import { join } from 'node:path';
import { openStore } from '../open-store.ts';
import { oldWorkspace } from './old-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type CrashPlace, compareWithAcknowledged, killOnce, warmUp } from './crash-round.ts';

/** What many rounds saw. */
export interface CrashCount {
  rounds: number;
  /** Rounds by what the kill was aimed at. */
  readonly aimed: Map<CrashPlace | 'migration', number>;
  /** Rounds by what was under way when the kill came. */
  readonly during: Map<CrashPlace | 'migration' | 'between two actions', number>;
  /** Changes acknowledged. */
  acknowledged: number;
  /** What was found wrong, each with the seed of its round. */
  readonly wrong: string[];
}

/**
 * Rounds on one workspace before a new one is begun, of an older version, so that it does not grow without end. No divisor
 * of the number of places, or the first rounds would always take the turn of the same one.
 */
const roundsPerWorkspace = 7;

/** One after another on the same workspace, so that what one kill leaves is what the next engine opens. */
async function chain(seeds: readonly number[], compileCache: string, count: CrashCount): Promise<void> {
  const folder = temporaryFolder();
  const acknowledged = new Set<string>();
  for (const [index, seed] of seeds.entries()) {
    const isOld = index === 0;
    if (isOld) oldWorkspace(join(folder, 'workspace'), seed);
    const round = await killOnce(folder, seed, compileCache, isOld ? 'open' : null);
    const known = acknowledged.size;
    // What a kill left unanswered but on disk counts from the next start on.
    for (const hash of round.acknowledged) acknowledged.add(hash);
    const aimed = isOld ? 'migration' : round.aimed;
    count.aimed.set(aimed, (count.aimed.get(aimed) ?? 0) + 1);
    const begun = isOld ? 'migration' : round.place;
    const place = round.answered ? 'between two actions' : begun;
    count.during.set(place, (count.during.get(place) ?? 0) + 1);
    count.acknowledged += acknowledged.size - known;
    count.rounds += 1;
    const open = openStore(join(folder, 'workspace'));
    // The first Sextant's changes named no subject; today's, which stand for them, do.
    const wrong = compareWithAcknowledged(open, [...acknowledged], isOld ? 'activity' : null);
    open.close();
    count.wrong.push(...wrong.map((what) => `round ${seed}, killed during ${place}: ${what}`));
    if (wrong.length > 0) return;
  }
}

/** Kills the engine `rounds` times, two at a time, and compares each time. */
export async function crashRounds(rounds: number, firstSeed: number): Promise<CrashCount> {
  const count: CrashCount = { rounds: 0, aimed: new Map(), during: new Map(), acknowledged: 0, wrong: [] };
  const compileCache = temporaryFolder();
  const seeds = Array.from({ length: rounds }, (_, index) => firstSeed + index);
  const chains: number[][] = [];
  for (let from = 0; from < rounds; from += roundsPerWorkspace) chains.push(seeds.slice(from, from + roundsPerWorkspace));
  await warmUp(compileCache);
  const work = async (): Promise<void> => {
    for (let next = chains.shift(); next !== undefined; next = chains.shift()) await chain(next, compileCache, count);
  };
  await Promise.all([work(), work()]);
  return count;
}
