// Bad input as a law: whatever comes in is refused with a named error and changes nothing, or is stored exactly.
import fc from 'fast-check';
import { expect } from 'vitest';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import { QueryRefusal } from '#electron/engine/query/query-refusal.ts';
import { createReader } from '#electron/engine/query/reader.ts';
import { must } from '#shared/base/must.ts';
import { type CommandName, commands } from '#shared/contract/command.ts';
import { type QueryName, queries } from '#shared/contract/query.ts';
import { hostileArguments } from '../hostile-arbitrary.ts';
import { accepted, type OpenStore, openStore } from '../open-store.ts';

/** Places for ids: which one it becomes is decided when the workspace is there. */
const known = fc.oneof(
  fc.nat({ max: 30 }).map((number) => `known-${number}`),
  fc.constantFrom('__proto__', 'constructor', 'never-was'),
);

/** A small workspace with one of most things, and the ids of all. */
function workspace(): { open: OpenStore; ids: string[] } {
  const open = openStore();
  const roadmapId = accepted(open.command('create-roadmap', { title: 'Plan' }))['roadmapId'];
  const issue = (title: string): string => must(accepted(open.command('create-issue', { roadmapId, title }))['issueId'], 'an id');
  const [first, second] = [issue('One'), issue('Two')];
  accepted(open.command('create-milestone', { roadmapId, key: 'v1', title: 'First' }));
  accepted(open.command('create-person', { name: 'Ann' }));
  accepted(open.command('create-sprint', { name: 'S1', start: '2026-01-05', finish: '2026-01-16' }));
  accepted(open.command('add-item', { roadmapId, issueId: first, kind: 'task', text: 'Do' }));
  accepted(open.command('add-external', { issueId: second, kind: 'blocker', name: 'Licence' }));
  accepted(open.command('create-flag', { name: 'fast' }));
  const tables = ['roadmap', 'issue', 'milestone', 'person', 'sprint', 'checklist_item', 'external', 'flag'];
  const ids = tables.flatMap((table) => open.reader.prepare<[], string>(`SELECT id FROM ${table} ORDER BY id`).pluck().all());
  return { open, ids };
}

function settle(value: unknown, ids: readonly string[]): unknown {
  if (typeof value === 'string') {
    const [, number] = /^known-(\d+)$/u.exec(value) ?? [];
    return number === undefined ? value : ids[Number(number) % ids.length];
  }
  if (Array.isArray(value)) return value.map((entry) => settle(entry, ids));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, settle(entry, ids)]));
}

function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const entry of Object.values(value)) yield* texts(entry);
}

/** Texts that were accepted but are nowhere as they were given, but for blanks around them, which names do not keep. */
function lost(open: OpenStore, args: unknown): string[] {
  const cells = new Set<unknown>();
  const all: string[] = [];
  for (const rows of Object.values(open.rows())) {
    for (const row of rows) {
      for (const cell of Object.values(Object(row) as object)) {
        cells.add(cell);
        if (typeof cell === 'string' && cell.length < 5000) all.push(cell);
      }
    }
  }
  return [...texts(args)].filter((text) => {
    const trimmed = text.trim();
    return !cells.has(text) && !cells.has(trimmed) && !all.some((cell) => cell.includes(JSON.stringify(trimmed)) || cell.includes(trimmed));
  });
}

/** Commands whose texts are read, not stored. */
const read: ReadonlySet<string> = new Set(['import-flags', 'move-issue', 'undo', 'redo']);

// The keys of the contract are the names.
const commandNames = Object.keys(commands) as CommandName[];
const queryNames = Object.keys(queries) as QueryName[];

const anyCommand = fc.oneof(
  ...commandNames.map((name) => fc.record({ name: fc.constant(name), args: hostileArguments(commands[name].args, known) })),
);
const anyQuery = fc.oneof(
  ...queryNames.map((name) => fc.record({ name: fc.constant(name), args: hostileArguments(queries[name].args, known) })),
);

/** Sends hostile commands: each is refused with a named error and changes nothing, or what it says is stored as it was said. */
export function checkHostileCommands(numRuns: number, seed: number): { accepted: number; refused: number } {
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(anyCommand, { minLength: 10, maxLength: 40, size: 'max' }), (sent) => {
      const { open, ids } = workspace();
      for (const { name, args } of sent) {
        const settled = settle(args, ids);
        const before = { rows: open.rows(), log: open.log() };
        const result = open.command(name, settled);
        if (result.ok) {
          seen.accepted++;
          if (!read.has(name)) expect([name, lost(open, settled).filter((text) => !ids.includes(text))]).toEqual([name, []]);
          continue;
        }
        seen.refused++;
        expect([name, result.error.code], result.error.message).not.toEqual([name, 'internal']);
        expect(result.error.message.length).toBeLessThan(5000);
        expect({ rows: open.rows(), log: open.log() }).toEqual(before);
      }
      const kept = open.rows();
      open.store.rebuild();
      expect(open.rows()).toEqual(kept);
      open.close();
    }),
    { numRuns, seed, endOnFailure: true },
  );
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  return seen;
}

/** Asks hostile queries: each is refused with a named error, or answered; none throws. */
export function checkHostileQueries(numRuns: number, seed: number): { answered: number; refused: number } {
  const seen = { answered: 0, refused: 0 };
  const { open, ids } = workspace();
  const reader = createReader(open.reader, open.folder);
  fc.assert(
    fc.property(anyQuery, ({ name, args }) => {
      const prepared = prepareQuery(name, settle(args, ids));
      if (prepared.ok) {
        try {
          prepared.value.answer(reader);
          seen.answered++;
        } catch (error) {
          // Whoever runs queries makes a refusal of it.
          if (!(error instanceof QueryRefusal)) throw error;
          expect(error.problem.code).not.toBe('internal');
          seen.refused++;
        }
      } else {
        expect(prepared.error.code).not.toBe('internal');
        seen.refused++;
      }
    }),
    { numRuns, seed, endOnFailure: true },
  );
  return seen;
}
