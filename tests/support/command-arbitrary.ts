// Random commands of every kind, valid and not, made from the argument names of the contract.
import fc from 'fast-check';
import type { CommandName } from '#shared/contract/command.ts';
import { commands } from '#shared/contract/command.ts';
import { must } from '#shared/base/must.ts';
import type { OpenStore } from './open-store.ts';

/** Where an argument comes from when the command is sent: a record that is there, or one that was. */
interface Picked {
  readonly from:
    | 'roadmap'
    | 'milestone'
    | 'issue'
    | 'checklist_item'
    | 'external'
    | 'person'
    | 'sprint'
    | 'flag'
    | 'retention_rule'
    | 'archived_issue'
    | 'baseline'
    | 'saved_view'
    | 'comment'
    | 'conflict'
    | 'refused_change'
    | 'trash';
  readonly number: number;
}

/** A command whose ids are not chosen yet. */
export interface RandomCommand {
  readonly name: CommandName;
  readonly args: Readonly<Record<string, unknown>>;
}

const pick = (from: Picked['from']): fc.Arbitrary<Picked> => fc.record({ from: fc.constant(from), number: fc.nat({ max: 400 }) });
const few = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> => fc.array(value, { minLength: 1, maxLength: 4 });
const orNull = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { freq: 3 });

/** Text with what breaks careless code: emoji, accents in two spellings, halves of pairs, names of object members. */
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('__proto__', 'constructor', '\ud83d', '\0', 'A\nB', ' padded ', "Robert'); --", 'é', 'e\u0301'),
);
const line = fc.oneof({ weight: 4, arbitrary: fc.constantFrom('Build it', 'Test it', 'Ship it', 'Ship it well') }, text);
const shortName = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('Core', 'Table', 'Sprint 1', 'Sprint 2', 'Ann', 'ann', 'M1', 'v2') },
  text,
);
const category = fc.constantFrom('backlog', 'planned', 'in-progress', 'done', 'cancelled');
const hours = fc.oneof(fc.nat({ max: 40 }), fc.double({ min: -0.5, max: 50, noNaN: true }));
const estimate = fc.oneof(
  fc.constantFrom(null, { likely: 8, optimistic: 4, pessimistic: 16 }, { likely: 2.5, optimistic: null, pessimistic: null }),
  fc.record({ likely: hours, optimistic: orNull(hours), pessimistic: orNull(hours) }),
);
const day = fc.constantFrom('2026-01-05', '2026-01-16', '2026-02-02', '2026-03-02', '2026-02-30');

const fields: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  title: text,
  body: fc.string({ unit: 'grapheme', maxLength: 40 }),
  key: shortName,
  kind: fc.constantFrom('issue', 'phase', 'bug'),
  parentId: orNull(pick('issue')),
  severity: orNull(fc.constantFrom('critical', 'low')),
  component: orNull(shortName),
  category: orNull(shortName),
  labels: fc.array(shortName, { maxLength: 4 }),
  flag: orNull(shortName),
  holdReason: orNull(text),
  status: fc.record({ category, name: shortName, verified: fc.boolean() }, { requiredKeys: ['category'] }),
  priority: orNull(fc.constantFrom('P0', 'P3')),
  milestoneId: orNull(pick('milestone')),
  assigneeId: orNull(pick('person')),
  sprint: orNull(shortName),
  estimate,
  points: orNull(fc.nat({ max: 13 })),
  notBefore: orNull(day),
  deadline: orNull(day),
  fixedStart: orNull(fc.constantFrom('2026-01-05T09:00', '2026-02-02T13:30', '2026-03-02T24:10', '2026-01-05')),
  fixedDuration: fc.boolean(),
  splits: fc.boolean(),
  needs: fc.array(
    fc.oneof(
      fc.record({ anyOf: fc.array(pick('person'), { maxLength: 2 }), skill: fc.constant(null), count: fc.integer({ min: 0, max: 3 }) }),
      fc.record({ anyOf: fc.constant([]), skill: shortName, count: fc.constantFrom(1, 2) }),
      fc.record({ anyOf: few(pick('person')), skill: shortName, count: fc.constant(1) }),
    ),
    { maxLength: 3 },
  ),
  spentHours: orNull(hours),
  remainingHours: orNull(hours),
};

const spans = fc.array(fc.record({ first: day, last: day }), { maxLength: 3 });

/** Some fields, few enough that now and then each of them is one that can be. */
const patchOf = (names: readonly string[], most: number): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.record(fields), fc.subarray([...names], { minLength: 1, maxLength: most }))
    .map(([record, chosen]) => Object.fromEntries(chosen.map((name) => [name, record[name]])));
const patch = patchOf(Object.keys(fields), 3);

/** Argument name → its values. `name`, `kind` and the like mean the same kind of thing in every command. */
const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  roadmapId: pick('roadmap'),
  milestoneId: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: pick('milestone') }),
  issueId: pick('issue'),
  commentId: pick('comment'),
  dependsOnId: pick('issue'),
  otherId: pick('issue'),
  direction: fc.constantFrom('waits-for', 'unblocks', 'blocks'),
  add: fc.array(shortName, { maxLength: 3 }),
  remove: fc.array(shortName, { maxLength: 3 }),
  parentId: orNull(pick('issue')),
  afterId: orNull(pick('issue')),
  issueIds: few(pick('issue')),
  itemIds: few(pick('checklist_item')),
  itemId: pick('checklist_item'),
  externalId: pick('external'),
  personId: pick('person'),
  assigneeId: orNull(pick('person')),
  sprintId: pick('sprint'),
  flagId: pick('flag'),
  baselineId: pick('baseline'),
  viewId: pick('saved_view'),
  order: orNull(fc.constantFrom('key', 'title')),
  group: shortName,
  seq: fc.oneof(fc.constant(null), fc.nat({ max: 60 })),
  ruleId: fc.option(pick('retention_rule'), { freq: 2, nil: undefined }),
  statuses: fc.array(fc.constantFrom('done', 'cancelled'), { maxLength: 2 }),
  days: fc.integer({ min: -1, max: 90 }),
  deviceId: fc.constantFrom(undefined, 'another-device'),
  enabled: fc.boolean(),
  description: text,
  on: fc.boolean(),
  rolloutPercent: fc.integer({ min: -1, max: 101 }),
  title: line,
  goal: text,
  text: line,
  note: text,
  body: fc.string({ unit: 'grapheme', maxLength: 40 }),
  key: shortName,
  name: shortName,
  component: orNull(shortName),
  sprint: orNull(shortName),
  priority: orNull(fc.constantFrom('P0', 'P1', 'P2', 'P3')),
  estimate,
  points: orNull(fc.nat({ max: 13 })),
  status: category,
  category,
  verified: fc.boolean(),
  strength: fc.constantFrom('hard', 'soft'),
  resolved: fc.boolean(),
  done: fc.boolean(),
  target: orNull(day),
  start: day,
  finish: day,
  hoursPerWeek: fc.oneof(fc.nat({ max: 60 }), fc.constant(null)),
  capacityHours: orNull(hours),
  sprintWeeks: fc.integer({ min: 0, max: 14 }),
  labels: fc.array(shortName, { maxLength: 3 }),
  patch,
  lagMinutes: fc.oneof(fc.constantFrom(0, 480, -240), fc.integer({ min: -7_000_000, max: 7_000_000 })),
  expectedOn: orNull(day),
  holidays: spans,
  daysOff: spans,
  week: orNull(
    fc.oneof(fc.constantFrom([8, 8, 8, 8, 4, 0, 0], [0, 0, 0, 0, 0, 0, 0], [1, 1]), fc.array(hours, { minLength: 7, maxLength: 7 })),
  ),
  focus: fc.constantFrom(0, 0.6, 0.8, 1, 1.5),
  share: fc.constantFrom(0, 0.5, 1),
  skills: fc.array(shortName, { maxLength: 3 }),
  units: fc.integer({ min: 0, max: 4 }),
  wipLimit: orNull(fc.integer({ min: 0, max: 4 })),
  locked: fc.boolean(),
};

/** Files of flags, one in four broken. */
const flagFile = fc.oneof(
  fc.array(fc.tuple(shortName, fc.boolean()), { maxLength: 3 }).map((pairs) => JSON.stringify(Object.fromEntries(pairs))),
  fc
    .uniqueArray(fc.record({ name: shortName, on: fc.boolean(), rolloutPercent: fc.integer({ min: 0, max: 100 }) }), {
      maxLength: 3,
      selector: ({ name }) => name.trim(),
    })
    .map((flags) =>
      JSON.stringify({
        format: 'sextant-flags',
        version: 2,
        flags: flags.map((flag) => ({ ...flag, description: '', milestone: 'M1', issues: [] })),
      }),
    ),
  fc.constant('{"Core": true, "v2": false}'),
  fc.constant('{"Core": tru'),
);

const tie = fc.constantFrom('finish-start', 'finish-start', 'start-start', 'finish-finish', 'start-finish', 'blocker');

/** What an argument can be that several commands have but one means differently. */
const special: Partial<Record<CommandName, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  'create-issue': { kind: fc.constantFrom('issue', 'phase', 'bug', 'task', 'epic', 'issue', 'blocker') },
  'add-dependency': { kind: tie },
  'update-dependency': { kind: tie },
  'add-external': { kind: fc.constantFrom('blocker', 'blocker', 'target', 'issue') },
  'add-item': { kind: fc.constantFrom('task', 'acceptance', 'must-have', 'gap', 'issue') },
  'import-flags': { text: flagFile },
  'update-issues': { patch: patchOf(Object.keys(commands['update-issues'].args.shape.patch.shape), 2) },
  restore: { kind: fc.constant('issue'), ids: few(pick('trash')), also: fc.constant([]) },
  'restore-archived': { issueIds: few(pick('archived_issue')) },
  'take-over-changes': { hashes: few(pick('refused_change')) },
  // Where there is a conflict, its field and one of its values.
  'resolve-conflict': { recordId: pick('conflict'), field: fc.constantFrom('title', 'status', 'deletedAt'), operation: fc.constant(null) },
};

/** Commands that make records come first and often, so that the others have something to work on. */
const weights: Partial<Record<CommandName, number>> = {
  'create-roadmap': 3,
  'create-issue': 14,
  'add-dependency': 16,
  'set-status': 8,
  'add-item': 5,
  'update-issue': 6,
  'add-external': 3,
  'create-milestone': 3,
  'delete-roadmap': 1,
  // Law 6 has tests of its own; here they only come in between.
  restore: 4,
  undo: 2,
  redo: 1,
};

function oneCommand(name: CommandName): fc.Arbitrary<RandomCommand> {
  const shape = commands[name].args.shape;
  const args = Object.fromEntries(
    Object.keys(shape).map((field) => {
      const value = must(special[name]?.[field] ?? values[field], `values for the argument ${field} of ${name}`);
      // Left out now and then, which is right where there is a default and wrong elsewhere.
      return [field, fc.option(value, { nil: undefined, freq: 40 })];
    }),
  );
  return fc.record({ name: fc.constant(name), args: fc.record(args) });
}

// The keys of the contract are the names of the commands.
const allNames = Object.keys(commands) as CommandName[];

/** One random command. */
export const randomCommand: fc.Arbitrary<RandomCommand> = fc.oneof(
  ...allNames.map((command) => ({ weight: weights[command] ?? 2, arbitrary: oneCommand(command) })),
);

function isPicked(value: unknown): value is Picked {
  return typeof value === 'object' && value !== null && 'from' in value && 'number' in value;
}

/** By what records are chosen that have no `id`. */
const keyOf: Partial<Record<Picked['from'], string>> = {
  archived_issue: 'issue_id',
  trash: 'record_id',
  conflict: 'record_id',
  refused_change: 'hash',
};

/** Chooses the ids among what the workspace holds; mostly what is there, sometimes what never was. */
function settle(value: unknown, open: Pick<OpenStore, 'reader'>): unknown {
  if (Array.isArray(value)) return value.map((entry) => settle(entry, open));
  if (typeof value !== 'object' || value === null) return value;
  if (!isPicked(value)) return Object.fromEntries(Object.entries(value).map(([part, entry]) => [part, settle(entry, open)]));
  if (value.number % 23 === 0) return 'never-was';
  const column = keyOf[value.from] ?? 'id';
  const ids = open.reader.prepare(`SELECT ${column} FROM ${value.from} ORDER BY ${column}`).pluck().all();
  return ids[value.number % Math.max(1, ids.length)] ?? 'none-yet';
}

/** The arguments to send. */
export function settleArguments({ name, args }: RandomCommand, open: Pick<OpenStore, 'reader'>): Record<string, unknown> {
  const settled: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(args)) {
    if (value === undefined) continue;
    settled[field] = settle(value, open);
  }
  if (name === 'resolve-conflict') return ofConflict(settled, open);
  return name === 'restore' ? byKind(settled, open) : settled;
}

/** A field that the record has a conflict in, and one of the values. */
function ofConflict(settled: Record<string, unknown>, { reader }: Pick<OpenStore, 'reader'>): Record<string, unknown> {
  const found = reader
    .prepare<[string], object>(`SELECT field, operation FROM conflict WHERE record_id = ? AND kind <> 'edit' ORDER BY operation LIMIT 1`)
    .get(String(settled['recordId']));
  return { ...settled, ...found };
}

/** What is restored at one go, kind by kind. */
function byKind(settled: Record<string, unknown>, { reader }: Pick<OpenStore, 'reader'>): Record<string, unknown> {
  const ids = Array.isArray(settled['ids']) ? settled['ids'].map(String) : [];
  const kindOf = reader.prepare<[string], string>('SELECT kind FROM trash WHERE record_id = ?').pluck();
  const [first, ...also] = [...Map.groupBy(new Set(ids), (id) => kindOf.get(id) ?? 'issue')].map(([kind, some]) => ({ kind, ids: some }));
  return first === undefined ? settled : { ...first, also };
}
