import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReader } from '#electron/engine/query/reader.ts';
import { findIssue } from '#electron/engine/query/find-issue.ts';
import { issueDetail } from '#electron/engine/query/issue-detail.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { carryChanges, openSecondDevice } from '#tests/support/second-device.ts';

// Law 5 for keys: two devices that gave one key to two issues read the same keys once they have the same changes, each of
// them once; the key that was given finds all of them.

const keys = ['A', 'A (2)', 'A (2) (2)', 'A (3)', 'B'] as const;

/** One thing done about keys: `at` chooses the issue among those that are there. */
const act = fc.record({
  what: fc.constantFrom('create', 'create', 'rename', 'rename', 'delete', 'restore', 'retitle', 'undo'),
  key: fc.constantFrom(...keys),
  at: fc.nat({ max: 20 }),
});

interface Deed {
  readonly what: string;
  readonly key: string;
  readonly at: number;
}

const issues = ({ reader }: OpenStore): { id: string; key: string }[] =>
  reader.prepare<[], { id: string; key: string }>('SELECT id, key FROM issue ORDER BY id').all();

function carryOut(open: OpenStore, roadmapId: string, deeds: readonly Deed[]): void {
  for (const { what, key, at } of deeds) {
    const there = issues(open);
    const issueId = there[at % Math.max(1, there.length)]?.id ?? '';
    // Much of it is refused, which changes nothing.
    if (what === 'create') open.command('create-issue', { roadmapId, title: `Made as ${key}`, key });
    else if (what === 'rename') open.command('update-issue', { issueId, patch: { key } });
    else if (what === 'retitle') open.command('update-issue', { issueId, patch: { title: `Title ${at}` } });
    else if (what === 'delete') open.command('delete-issue', { issueIds: [issueId] });
    else if (what === 'undo') open.command('undo', {});
    else if (what === 'restore') {
      const [gone] = open.reader.prepare<[], { id: string }>(`SELECT record_id AS id FROM trash WHERE kind = 'issue'`).all();
      if (gone !== undefined) open.command('restore', { kind: 'issue', ids: [gone.id] });
    }
  }
}

const rowsOf = (open: OpenStore): unknown => {
  const { activity: _activity, ...rows } = open.rows();
  return rows;
};

/** Whether each issue is found by the key that it was given, and says that others were given it too. */
function checkAliases({ reader: connection, folder }: OpenStore): number {
  const reader = createReader(connection, folder);
  const aliases = connection.prepare<[], { id: IssueId; key: string }>('SELECT issue_id AS id, key FROM key_alias').all();
  for (const { id, key } of aliases) {
    const { summary, rows } = findIssue.answer(reader, { text: key, roadmapIds: [], limit: 100 });
    expect(rows.slice(0, summary.exact + summary.alsoGiven).map((row) => row.id)).toContain(id);
    const detail = issueDetail.answer(reader, { issueId: id });
    expect(detail.summary?.contradictions[0]).toContain(`The key ${key} was given twice`);
  }
  return aliases.length;
}

test('a key that two devices gave at the same time is read once, the same on both, and finds both', () => {
  const seen = { repaired: 0 };
  const deeds = fc.array(act, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(deeds, deeds, deeds, deeds, (before, here, there, after) => {
      const one = openStore();
      const { roadmapId = '' } = accepted(one.command('create-roadmap', { title: 'Plan' }));
      carryOut(one, roadmapId, before);
      one.close();
      const other = openSecondDevice(one.folder, 'Bo');
      const again = openStore(one.folder);
      const first = { what: 'create', key: 'A', at: 0 };
      carryOut(again, roadmapId, [first, ...here]);
      carryOut(other, roadmapId, [first, ...there]);
      for (const round of [[], after]) {
        // What is done once keys clash, too.
        carryOut(again, roadmapId, round);
        carryChanges(again, other);
        carryChanges(other, again);
        expect(rowsOf(other)).toEqual(rowsOf(again));
        const all = issues(again);
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
        const incremental = rowsOf(again);
        again.store.rebuild();
        expect(rowsOf(again)).toEqual(incremental);
        seen.repaired += checkAliases(again);
      }
      again.close();
      other.close();
    }),
    { numRuns: 20, seed: 5, endOnFailure: true },
  );
  // A law that nothing was repaired under says nothing.
  expect(seen.repaired).toBeGreaterThan(5);
});
