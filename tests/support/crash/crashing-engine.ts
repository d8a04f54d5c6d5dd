// A process that has the real engine do what it is told, says what begins and what was acknowledged, and is killed by whoever
// started it. What it does follows from its seed; when it is killed does not.
import { openSync, writeSync } from 'node:fs';
import fc from 'fast-check';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { openReader, type ReadConnection } from '#electron/engine/store/connection.ts';
import { must } from '#shared/base/must.ts';
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { randomCommand, settleArguments } from '../command-arbitrary.ts';
import { generatePlan } from '../plan-generator.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';
import type { CrashOrder, CrashReport } from './crash-order.ts';

// The harness is the only one that starts this file.
const order = JSON.parse(must(process.argv[2], 'the order as argument')) as CrashOrder;

const output = order.reportPath === undefined ? 1 : openSync(order.reportPath, 'w');
const worker = order.workerUrl === undefined ? {} : { workerUrl: new URL(order.workerUrl) };

const report = (line: CrashReport): void => void writeSync(output, `${JSON.stringify(line)}\n`);

function taken<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(`${result.error.message} (${result.error.where ?? ''})`);
  return result.value;
}

interface Opened {
  readonly engine: Engine;
  readonly reader: ReadConnection;
}

async function open(): Promise<Opened> {
  const engine = taken(await openEngine({ folder: order.folder, dataFolder: order.dataFolder, author: 'Ann', ...worker }));
  // Starts the thread that writes, which makes up for what the last kill left.
  taken(await engine.command('set-capacity', { hoursPerWeek: 30 }));
  return { engine, reader: taken(openReader(order.folder)) };
}

let lastSeq = 0;
/** Hashes of the changes since the last call, which by now are all acknowledged. */
function acknowledged({ reader }: Opened): string[] {
  const rows = reader
    .prepare<[number], { seq: number; hash: string }>('SELECT seq, hash FROM change WHERE seq > ? ORDER BY seq')
    .all(lastSeq);
  lastSeq = rows.at(-1)?.seq ?? lastSeq;
  return rows.map(({ hash }) => hash);
}

const commands = fc.sample(randomCommand, { seed: order.seed, numRuns: order.actions.length });
const files = fc.sample(randomPlanFile, { seed: order.seed, numRuns: order.actions.length });

report({ event: 'begin', action: 'open', index: -1 });
let opened = await open();
let refused: string | null = null;
report({ event: 'done', hashes: acknowledged(opened), refused });
for (const [index, action] of order.actions.entries()) {
  report({ event: 'begin', action, index });
  const { engine, reader } = opened;
  refused = null;
  switch (action) {
    case 'command': {
      const command = must(commands[index], 'a command');
      const answer = await engine.command(command.name, settleArguments(command, { reader }));
      refused = answer.ok ? null : answer.error.code;
      break;
    }
    case 'import':
      await engine.run('import-plan', { files: [must(files[index], 'a file')] });
      break;
    case 'large-import': {
      // So many issues that it is written without being in memory, and its rows follow in pieces.
      const { text } = generatePlan({ seed: order.seed + index, issues: 220, bodyLength: 60 });
      await engine.run('import-plan', { files: [{ path: `/plans/large-${order.seed}-${index}.md`, text }] });
      break;
    }
    case 'rebuild':
      taken(await engine.rebuild());
      break;
    case 'backup':
      taken(await engine.run('create-backup', {}));
      break;
    case 'close':
      reader.close();
      await engine.close();
      opened = await open();
      break;
  }
  report({ event: 'done', hashes: acknowledged(opened), refused });
}
if (order.stays) setInterval(() => {}, 1e6);
else {
  opened.reader.close();
  await opened.engine.close();
}
