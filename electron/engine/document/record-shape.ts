// What records look like: every field of each, and what may stand in it. Whoever may write a document may write anything into it with a
// program of their own, so it is read by this: what is missing, or is not what should stand there, reads as something that can, the same on
// every device, and rows can be made of whatever there is. The program itself writes nothing of the kind.
import { ChecklistKind } from '#shared/plan/checklist.ts';
import { DependencyKind, DependencyStrength, ExternalKind } from '#shared/plan/dependency.ts';
import { IssueKind } from '#shared/plan/issue.ts';
import { limit } from '#shared/plan/limit.ts';
import { Priority, Severity } from '#shared/plan/priority.ts';
import { Dialect, StatedTotal } from '#shared/plan/roadmap.ts';
import { plannedStatus, StatusCategory } from '#shared/plan/status.ts';
import { defaultCapacity } from '#shared/plan/workspace.ts';
import { type Collection, type RecordOf, roadmapLayout } from './record.ts';

/** What may stand in a field, and what it reads as when something else does, or nothing. */
interface Content<Value> {
  readonly is: (value: unknown) => boolean;
  readonly otherwise: Value;
}

/** Fields of a collection that its records have from the first. */
type Shape<Name extends Collection> = {
  readonly [Field in keyof RecordOf[Name] as undefined extends RecordOf[Name][Field] ? never : Field]: Content<RecordOf[Name][Field]>;
};

/** Fields that came later, which a record may lack, and which read as `null` when something else stands there than may. */
type LaterShape<Name extends Collection> = {
  readonly [Field in keyof RecordOf[Name] as undefined extends RecordOf[Name][Field] ? Field : never]-?: Content<
    Exclude<RecordOf[Name][Field], undefined>
  >;
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isFrom = (least: number, most: number, value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most;
const isInstant = (value: unknown): boolean => isText(value) && !Number.isNaN(Date.parse(value));
const isDay = (value: unknown): boolean => isText(value) && /^\d{4}-\d\d-\d\d$/u.test(value) && isInstant(value);

const orNull = <Value>({ is }: Content<Value>): Content<Value | null> => ({ is: (value) => value === null || is(value), otherwise: null });
const oneOf = <Value extends string>(options: readonly Value[], otherwise: Value): Content<Value> => {
  const known: ReadonlySet<unknown> = new Set(options);
  return { is: (value) => known.has(value), otherwise };
};
const amount = (least: number, most: number, otherwise: number): Content<number> => ({
  is: (value) => isFrom(least, most, value),
  otherwise,
});
const whole = (least: number, most: number, otherwise: number): Content<number> => ({
  is: (value) => Number.isSafeInteger(value) && isFrom(least, most, value),
  otherwise,
});

const text: Content<string> = { is: isText, otherwise: '' };
/** By what people know a thing: they have to see that there is one. */
const name: Content<string> = { is: isText, otherwise: '?' };
/** Keys are compared and numbered, which takes long for long ones. */
const key: Content<string> = { is: (value) => isText(value) && value.length <= limit.name, otherwise: '?' };
const rank: Content<string> = { is: (value) => isText(value) && /^[0-9a-z]{0,1000}$/u.test(value), otherwise: 'a' };
const instant: Content<string> = { is: isInstant, otherwise: '1970-01-01T00:00:00.000Z' };
const day: Content<string> = { is: isDay, otherwise: '1970-01-01' };
const truth: Content<boolean> = { is: (value) => typeof value === 'boolean', otherwise: false };
const texts: Content<readonly string[]> = { is: isTexts, otherwise: [] };
const hours = amount(0, limit.hours, 0);
const perWeek = amount(Number.MIN_VALUE, limit.hoursPerWeek, defaultCapacity.hoursPerWeek);
const position = whole(0, Number.MAX_SAFE_INTEGER, 0);
const heads: Content<RecordOf['baseline']['heads']> = {
  is: (value) => isObject(value) && Object.values(value).every(isTexts),
  otherwise: {},
};
const categories: ReadonlySet<unknown> = new Set(StatusCategory.options);
const status: Content<RecordOf['issue']['status']> = {
  is: (value) =>
    isObject(value) &&
    categories.has(value['category']) &&
    isText(value['name']) &&
    typeof value['verified'] === 'boolean' &&
    Object.keys(value).length === 3,
  otherwise: plannedStatus,
};
const estimate: Content<RecordOf['issue']['estimate']> = {
  is(value) {
    if (value === null) return true;
    if (!isObject(value) || Object.keys(value).length !== 3) return false;
    const { likely, optimistic, pessimistic } = value;
    return (
      isFrom(0, limit.hours, likely) &&
      (optimistic === null || isFrom(0, Number(likely), optimistic)) &&
      (pessimistic === null || isFrom(Number(likely), limit.hours, pessimistic))
    );
  },
  otherwise: null,
};
const deletedAt = orNull(text);

const shapes: { readonly [Name in Collection]: Shape<Name> } = {
  workspace: {
    name,
    hoursPerWeek: perWeek,
    sprintWeeks: whole(1, limit.days, defaultCapacity.sprintWeeks),
    deletedAt,
  },
  person: { name, hoursPerWeek: orNull(perWeek), deletedAt },
  sprint: { name, goal: text, start: day, finish: day, capacityHours: orNull(hours), deletedAt },
  roadmapEntry: { addedAt: instant, deletedAt },
  roadmap: {
    title: name,
    goal: text,
    status: orNull(status),
    currentMilestone: orNull(text),
    generatedOn: orNull(day),
    notes: text,
    sourcePath: orNull(text),
    dialect: orNull(oneOf(Dialect.options, 'issue-source')),
    rank,
    deletedAt,
  },
  milestone: {
    key,
    title: name,
    goal: text,
    status: orNull(status),
    implied: truth,
    target: orNull(day),
    notes: text,
    rank,
    deletedAt,
  },
  namedSprint: { name, title: text, note: text, rank, deletedAt },
  issue: {
    parentId: orNull(text),
    milestoneId: orNull(text),
    key,
    kind: oneOf(IssueKind.options, 'issue'),
    title: name,
    status,
    priority: orNull(oneOf(Priority.options, 'P3')),
    severity: orNull(oneOf(Severity.options, 'low')),
    component: orNull(text),
    category: orNull(text),
    labels: texts,
    flag: orNull(text),
    assigneeId: orNull(text),
    sprint: orNull(text),
    estimate,
    points: orNull(amount(0, limit.points, 0)),
    holdReason: orNull(text),
    rank,
    sourceLine: orNull(position),
    deletedAt,
  },
  item: {
    issueId: orNull(text),
    milestoneId: orNull(text),
    parentId: orNull(text),
    kind: oneOf(ChecklistKind.options, 'task'),
    group: text,
    text: name,
    done: orNull(truth),
    rank,
    deletedAt,
  },
  dependency: { issueId: text, dependsOnId: text, strength: oneOf(DependencyStrength.options, 'soft'), note: text, deletedAt },
  external: { issueId: text, kind: oneOf(ExternalKind.options, 'target'), name, resolved: truth, deletedAt },
  risk: { title: name, group: text, likelihood: text, impact: text, mitigations: texts, issueIds: texts, rank, deletedAt },
  statedTotal: {
    position,
    by: oneOf(StatedTotal.shape.by.options, 'all'),
    name: text,
    issues: orNull(position),
    hours: orNull(amount(0, Number.MAX_VALUE, 0)),
    deletedAt,
  },
  contradiction: { issueId: text, position, text, deletedAt },
  comment: { issueId: text, author: name, at: instant, text, deletedAt },
  baseline: { name, note: text, at: instant, author: name, heads, deletedAt },
  scenario: {
    name,
    roadmapId: text,
    createdAt: instant,
    author: name,
    deviceId: text,
    state: oneOf(['open', 'merged', 'discarded'], 'discarded'),
    heads,
    deletedAt,
  },
  flag: {
    name,
    description: text,
    on: truth,
    rolloutPercent: amount(0, 100, 0),
    milestoneId: orNull(text),
    createdAt: instant,
    deletedAt,
  },
  savedView: { name, text, group: orNull(text), order: orNull(text), author: name, rank, deletedAt },
  retentionRule: {
    name,
    roadmapId: orNull(text),
    statuses: { is: (value) => Array.isArray(value) && value.every((one) => categories.has(one)), otherwise: [] },
    days: whole(0, limit.days, limit.days),
    deviceId: text,
    enabled: truth,
    deletedAt,
  },
  archivedIssue: {
    key,
    title: name,
    fingerprint: text,
    file: text,
    sha256: text,
    deviceId: text,
    author: name,
    at: instant,
    deletedAt,
  },
};

const spans = orNull<readonly { readonly first: string; readonly last: string }[]>({
  is: (value) => Array.isArray(value) && value.every((one) => isObject(one) && isText(one['first']) && isText(one['last'])),
  otherwise: [],
});
const share = orNull(amount(0, Number.MAX_SAFE_INTEGER, 1));
const count = orNull(position);

const laterShapes: { readonly [Name in Collection]?: LaterShape<Name> } = {
  workspace: { holidays: spans },
  person: {
    week: orNull<readonly number[]>({
      is: (value) => Array.isArray(value) && value.every((one) => isFrom(0, Number.MAX_SAFE_INTEGER, one)),
      otherwise: [],
    }),
    daysOff: spans,
    focus: share,
    share,
    skills: orNull(texts),
    units: count,
    wipLimit: count,
  },
  sprint: { locked: orNull(truth) },
  issue: {
    notBefore: orNull(text),
    deadline: orNull(text),
    fixedStart: orNull(text),
    fixedDuration: orNull(truth),
    splits: orNull(truth),
    needs: orNull(text),
    spentHours: orNull(hours),
    remainingHours: orNull(hours),
  },
  dependency: {
    kind: orNull(oneOf(DependencyKind.options, 'finish-start')),
    lagMinutes: orNull(whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 0)),
  },
  external: { expectedOn: orNull(text) },
};

const contents: ReadonlyMap<string, ReadonlyMap<string, Content<unknown>>> = new Map(
  Object.entries(shapes).map(([collection, shape]) => [collection, new Map(Object.entries<Content<unknown>>(shape))]),
);
const laterContents: ReadonlyMap<string, ReadonlyMap<string, Content<unknown>>> = new Map(
  Object.entries(laterShapes).map(([collection, shape]) => [collection, new Map(Object.entries<Content<unknown>>(shape))]),
);
const nothing: ReadonlyMap<string, Content<unknown>> = new Map();

const isScalar = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

/** What a field reads as in which this stands: texts, numbers, truth values, `null`, lists of a set's members and what composites are. */
export function fieldOf(collection: Collection, field: string, value: unknown): unknown {
  const content = contents.get(collection)?.get(field) ?? laterContents.get(collection)?.get(field);
  if (content === undefined) return isScalar(value) ? value : null;
  return content.is(value) ? value : content.otherwise;
}

/** What a record reads as in whose fields this stands. A field that only a newer program knows stays what it is. */
export function recordOf<Name extends Collection>(collection: Name, fields: Iterable<readonly [string, unknown]>): RecordOf[Name] {
  const shape = contents.get(collection) ?? nothing;
  const record: Record<string, unknown> = {};
  let right = 0;
  for (const [field, value] of fields) {
    const content = shape.get(field);
    if (content === undefined) {
      const later = laterContents.get(collection)?.get(field);
      if (later !== undefined) record[field] = later.is(value) ? value : later.otherwise;
      else if (isScalar(value) && field !== '__proto__') record[field] = value;
    } else {
      record[field] = content.is(value) ? value : content.otherwise;
      right += 1;
    }
  }
  if (right < shape.size) for (const [field, { otherwise }] of shape) if (!Object.hasOwn(record, field)) record[field] = otherwise;
  // Each field is what its content allows, which is typed by the same table.
  return record as unknown as RecordOf[Name];
}

/** A composite value as it is kept, read; `undefined` when it is none. */
export function compositeIn(kept: string): unknown {
  try {
    return JSON.parse(kept);
  } catch {
    return undefined;
  }
}

/** A collection of roadmap documents. */
type RoadmapCollection = keyof typeof roadmapLayout;

/** Whether this is the name of a collection of roadmap documents. */
export function isRoadmapCollection(collection: string): collection is RoadmapCollection {
  return Object.hasOwn(roadmapLayout, collection);
}

/** Whether a record of a roadmap has every field that it should have, with what should stand there, and no others than may stand there too. */
export function isWellFormed(collection: RoadmapCollection, record: Readonly<Record<string, unknown>>): boolean {
  const expected = contents.get(collection) ?? nothing;
  for (const [field, { is }] of expected) if (!is(record[field])) return false;
  const fields = Object.keys(record);
  if (fields.length === expected.size) return true;
  const later = laterContents.get(collection) ?? nothing;
  return fields.every((field) => expected.has(field) || later.get(field)?.is(record[field]) === true);
}
