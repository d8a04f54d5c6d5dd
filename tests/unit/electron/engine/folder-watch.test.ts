import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { FolderWatch } from '#electron/engine/folder-watch.ts';
import { FolderMemory } from '#electron/engine/job/folder-memory.ts';
import { devicePlace } from '#electron/engine/sync/folder-place.ts';
import { must } from '#shared/base/must.ts';
import { accepted, openStore } from '#tests/support/open-store.ts';
import { foundTeam } from '#tests/support/team.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

afterEach(() => void vi.useRealTimers());

test('a watch begins a pass when something has changed here or there, and hardly ever otherwise', () => {
  vi.useFakeTimers();
  const open = openStore();
  foundTeam(open);
  const folder = temporaryFolder();
  const memory = new FolderMemory();
  let runs = 0;
  const parts = { store: open.store, table: open.sharedFolder, memory, run: () => void (runs += 1) };
  const watch = new FolderWatch(parts);
  const after = (seconds: number): number => {
    const before = runs;
    vi.advanceTimersByTime(seconds * 1000);
    return runs - before;
  };
  // No folder, nothing to do.
  expect(after(3600)).toBe(0);
  open.sharedFolder.begin(folder);
  expect(after(20)).toBe(1);
  expect(after(300)).toBe(0);
  accepted(open.command('create-roadmap', { title: 'Plan' }));
  watch.changed();
  expect(after(2)).toBe(1);
  const place = devicePlace(folder, must(open.store.team.membership.workspaceId, 'a team'), open.store.deviceId);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, '000001.sextant'), 'x');
  expect(after(16)).toBe(1);
  // Names that tools give to copies are none of its business.
  writeFileSync(join(place, '000001 (conflicted copy).sextant'), 'x');
  expect(after(60)).toBe(0);
  // Every ten minutes all the same: a drive may be back.
  expect(after(3600)).toBeLessThanOrEqual(7);
  memory.lackingSince = 1;
  expect(after(16)).toBe(1);
  watch.stop();
  expect(after(3600)).toBe(0);
});
