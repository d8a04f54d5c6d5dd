// Rounds of the crash harness: a process with the real engine is killed at a random instant, and the workspace that it leaves
// is opened again and compared with what was acknowledged.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { backupFiles, backupFolder } from '#electron/engine/store/backup-file.ts';
import { readBackup } from '#electron/engine/store/database-copy.ts';
import { Journal } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import { seededRandom } from '#shared/base/random.ts';
import type { OpenStore } from '../open-store.ts';
import type { CrashAction, CrashOrder, CrashReport } from './crash-order.ts';

const engine = fileURLToPath(new URL('./crashing-engine.ts', import.meta.url));

/** Where the engine was killed. */
export type CrashPlace = CrashAction | 'open';

/** What one round saw. */
export interface CrashRound {
  /** What it was to be killed at. */
  readonly aimed: CrashPlace;
  /** What was begun last. */
  readonly place: CrashPlace;
  /** Whether it was answered before the kill came: then the engine was between two actions. */
  readonly answered: boolean;
  /** Changes acknowledged in this round. */
  readonly acknowledged: readonly string[];
}

/** Longest time from the beginning of an action to the kill, in milliseconds: about twice what the action takes. */
const spans: Readonly<Record<CrashPlace, number>> = {
  open: 250,
  command: 8,
  import: 16,
  'large-import': 400,
  rebuild: 60,
  backup: 200,
  close: 120,
};
const places: readonly CrashPlace[] = ['command', 'import', 'open', 'command', 'rebuild', 'backup', 'command', 'close'];

/** What the engine is told to do in a round that is to be killed at `place`: some commands, then that. */
function actionsUntil(place: CrashPlace, random: () => number): CrashAction[] {
  // Commands need something to work on.
  const actions: CrashAction[] = ['import'];
  for (let left = 1 + Math.floor(random() * 24); left > 0; left -= 1) actions.push(random() < 0.1 ? 'import' : 'command');
  return place === 'open' ? actions : [...actions, place, 'command'];
}

function start(order: CrashOrder, compileCache: string): ChildProcessByStdio<null, Readable, null> {
  return spawn(process.execPath, ['--wasm-wrapper-tiering-budget=1000000000', engine, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  });
}

const orderIn = (folder: string, seed: number, actions: readonly CrashAction[]): CrashOrder => ({
  folder: join(folder, 'workspace'),
  dataFolder: join(folder, 'data'),
  seed,
  actions,
  stays: actions.length > 0,
});

/** Fills the folder for compiled code, which a process that is killed never writes: each start then takes half the time. */
export async function warmUp(compileCache: string): Promise<void> {
  const child = start(orderIn(join(compileCache, 'workspace'), 0, []), compileCache);
  child.stdout.resume();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The engine could not be started and ended (code ${code}).`);
}

/**
 * Starts an engine on the workspace in `folder`, kills it at an instant that follows from `seed` (while it does what is
 * `wanted`), and says what was acknowledged.
 */
export async function killOnce(folder: string, seed: number, compileCache: string, wanted: CrashPlace | null): Promise<CrashRound> {
  const random = seededRandom(seed);
  const place = wanted ?? must(places[seed % places.length], 'a place');
  const actions = actionsUntil(place, random);
  const at = place === 'open' ? -1 : actions.lastIndexOf(place);
  const delay = random() * random() * spans[place];
  const child = start(orderIn(folder, seed, actions), compileCache);
  const closed = once(child, 'close');
  const acknowledged: string[] = [];
  let last: CrashPlace = 'open';
  let answered = false;
  for await (const line of createInterface({ input: child.stdout })) {
    // The last line may have been cut by the kill; what it would have acknowledged was not.
    if (!line.endsWith('}')) break;
    const report = JSON.parse(line) as CrashReport; // the harness's own process wrote it
    answered = report.event === 'done';
    if (report.event === 'done') acknowledged.push(...report.hashes);
    else {
      last = report.action;
      if (report.index === at) setTimeout(() => child.kill('SIGKILL'), delay);
    }
  }
  const [code] = await closed;
  if (code !== null) throw new Error(`The engine ended by itself in round ${seed}, with code ${code}.`);
  return { aimed: place, place: last, answered, acknowledged };
}

/**
 * What is wrong with a workspace that was opened after a kill; empty when nothing is. `acknowledged`: hashes in the order
 * of the log; `except`: a table whose rows are not compared. Afterwards all rows are made anew.
 */
export function compareWithAcknowledged(open: OpenStore, acknowledged: readonly string[], except: string | null = null): string[] {
  const wrong: string[] = [];
  const inLog = open.reader.prepare<[], string>('SELECT hash FROM change ORDER BY seq').pluck().all();
  const place = new Map(inLog.map((hash, index) => [hash, index]));
  const lost = acknowledged.filter((hash) => !place.has(hash));
  if (lost.length > 0) wrong.push(`${lost.length} acknowledged changes are not in the log`);
  const positions = acknowledged.map((hash) => place.get(hash) ?? 0);
  if (positions.some((position, index) => index > 0 && position <= (positions[index - 1] ?? 0)))
    wrong.push('acknowledged changes changed places');
  const journal = new Journal(open.folder);
  const entries = [...journal.entries()];
  journal.close();
  const inJournal = new Set(entries.flat().map(({ hash }) => hash));
  if (inLog.some((hash) => !inJournal.has(hash)) || inJournal.size !== inLog.length) wrong.push('journal and log differ');
  const torn = entries.filter((entry) => entry.some(({ hash }) => place.has(hash)) && !entry.every(({ hash }) => place.has(hash)));
  if (torn.length > 0) wrong.push(`${torn.length} commands are there by half`);
  for (const { id, heads } of open.reader.prepare<[], { id: string; heads: string }>('SELECT id, heads FROM document').all()) {
    if (open.store.document(id)?.heads().join(' ') !== heads) wrong.push(`the document ${id} has other heads than its row says`);
  }
  const kept = open.rows();
  open.store.rebuild();
  const anew = open.rows();
  const differing = Object.keys(anew).filter((table) => table !== except && JSON.stringify(kept[table]) !== JSON.stringify(anew[table]));
  if (differing.length > 0) wrong.push(`rows differ from rows made anew: ${differing.join(', ')}`);
  const checked = open.reader.prepare('PRAGMA integrity_check').pluck().all();
  if (checked[0] !== 'ok') wrong.push(...checked.map(String));
  for (const { path } of backupFiles(backupFolder(open.folder)))
    if (!readBackup(path).ok) wrong.push(`${path} is called a backup and is none`);
  return wrong;
}
