import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '#shared/base/must.ts';
import { seededRandom } from '#shared/base/random.ts';
import { compareWithAcknowledged } from '../crash/crash-round.ts';
import type { CrashReport } from '../crash/crash-order.ts';
import { openStore } from '../open-store.ts';
import { PowerDisk, type PowerEvent } from './power-trace.ts';
import type { PowerRecord } from './record-power.ts';

/** Hashes that a mark acknowledges. */
export function acknowledgedBy(event: PowerEvent): readonly string[] {
  if (event.type !== 'mark') return [];
  const report = JSON.parse(event.text) as CrashReport; // the harness's own process wrote it
  return report.event === 'done' ? report.hashes : [];
}

/** Acknowledgments that came before log and journal had been synced; empty when a sync precedes each. */
export function acknowledgedTooEarly({ root, events }: PowerRecord): string[] {
  const disk = new PowerDisk(root);
  const early: string[] = [];
  for (const event of events) {
    disk.take(event);
    const [hash] = acknowledgedBy(event);
    if (hash === undefined) continue;
    for (const name of ['workspace.sqlite-wal', 'journal.bin']) {
      const file = disk.file(join(root, 'workspace', name));
      if (file === null || file.unsure.length > 0) early.push(`${hash.slice(0, 8)} before ${name} was synced`);
    }
  }
  return early;
}

/** Points at which power may be lost: half of them right after an acknowledgment, where most is to be lost. */
function lossPoints(events: readonly PowerEvent[], count: number, random: () => number): number[] {
  const marks = events.flatMap((event, index) => (acknowledgedBy(event).length > 0 ? [index] : []));
  return Array.from({ length: count }, (_, index) =>
    index % 2 === 0 ? Math.floor(random() * events.length) : must(marks[Math.floor(random() * marks.length)], 'an acknowledgment'),
  ).toSorted((one, other) => one - other);
}

/**
 * Loses power `count` times at points that follow from `seed`, opens what is left and compares it with what had been
 * acknowledged. `without` names files that are lost besides. Gives what is wrong, with the point of the loss.
 */
export function losePower(
  { root, events }: PowerRecord,
  scratch: string,
  { count, seed, without = [] }: { readonly count: number; readonly seed: number; readonly without?: readonly string[] },
): string[] {
  const random = seededRandom(seed);
  const disk = new PowerDisk(root);
  const acknowledged: string[] = [];
  const wrong: string[] = [];
  let reached = 0;
  for (const point of lossPoints(events, count, random)) {
    for (; reached <= point; reached += 1) {
      const event = must(events[reached], 'an event');
      disk.take(event);
      acknowledged.push(...acknowledgedBy(event).filter((hash) => !acknowledged.includes(hash)));
    }
    const left = mkdtempSync(join(scratch, 'left-'));
    disk.writeAfterLoss(left, random);
    const workspace = join(left, 'workspace');
    for (const name of without) rmSync(join(workspace, name), { force: true });
    try {
      const open = openStore(workspace, join(left, 'data', 'device.key'));
      wrong.push(...compareWithAcknowledged(open, acknowledged).map((what) => `power lost at event ${point}: ${what}`));
      open.close();
    } catch (error) {
      wrong.push(`power lost at event ${point}: it does not open: ${String(error)}`);
    }
    rmSync(left, { recursive: true, force: true });
  }
  return wrong;
}
