// What the records of a roadmap look like: every field of each, and what may stand in it. Documents of others are read by it where
// what they hold is to become rows only later: by then it is too late to find out that no rows can be made of it.
import type { RecordOf, roadmapLayout } from './record.ts';

/** A collection of roadmap documents. */
type RoadmapCollection = keyof typeof roadmapLayout;

/** What stands in a field; with `?` nothing may stand there as well. */
type Content = 'text' | 'text?' | 'number' | 'number?' | 'truth' | 'truth?' | 'set' | 'status' | 'status?' | 'estimate?' | 'texts';

/** Fields of a collection that its records have from the first. */
type Shape<Name extends RoadmapCollection> = {
  readonly [Field in keyof RecordOf[Name] as undefined extends RecordOf[Name][Field] ? never : Field]: Content;
};

/** Fields that came later, which a record may lack. */
type LaterShape<Name extends RoadmapCollection> = {
  readonly [Field in keyof RecordOf[Name] as undefined extends RecordOf[Name][Field] ? Field : never]-?: Content;
};

const shapes: { readonly [Name in RoadmapCollection]: Shape<Name> } = {
  roadmap: {
    title: 'text',
    goal: 'text',
    status: 'status?',
    currentMilestone: 'text?',
    generatedOn: 'text?',
    notes: 'text',
    sourcePath: 'text?',
    dialect: 'text?',
    rank: 'text',
    deletedAt: 'text?',
  },
  milestone: {
    key: 'text',
    title: 'text',
    goal: 'text',
    status: 'status?',
    implied: 'truth',
    target: 'text?',
    notes: 'text',
    rank: 'text',
    deletedAt: 'text?',
  },
  namedSprint: { name: 'text', title: 'text', note: 'text', rank: 'text', deletedAt: 'text?' },
  issue: {
    parentId: 'text?',
    milestoneId: 'text?',
    key: 'text',
    kind: 'text',
    title: 'text',
    status: 'status',
    priority: 'text?',
    severity: 'text?',
    component: 'text?',
    category: 'text?',
    labels: 'set',
    flag: 'text?',
    assigneeId: 'text?',
    sprint: 'text?',
    estimate: 'estimate?',
    points: 'number?',
    holdReason: 'text?',
    rank: 'text',
    sourceLine: 'number?',
    deletedAt: 'text?',
  },
  item: {
    issueId: 'text?',
    milestoneId: 'text?',
    parentId: 'text?',
    kind: 'text',
    group: 'text',
    text: 'text',
    done: 'truth?',
    rank: 'text',
    deletedAt: 'text?',
  },
  dependency: { issueId: 'text', dependsOnId: 'text', strength: 'text', note: 'text', deletedAt: 'text?' },
  external: { issueId: 'text', kind: 'text', name: 'text', resolved: 'truth', deletedAt: 'text?' },
  risk: {
    title: 'text',
    group: 'text',
    likelihood: 'text',
    impact: 'text',
    mitigations: 'texts',
    issueIds: 'set',
    rank: 'text',
    deletedAt: 'text?',
  },
  statedTotal: { position: 'number', by: 'text', name: 'text', issues: 'number?', hours: 'number?', deletedAt: 'text?' },
  contradiction: { issueId: 'text', position: 'number', text: 'text', deletedAt: 'text?' },
  comment: { issueId: 'text', author: 'text', at: 'text', text: 'text', deletedAt: 'text?' },
};

const laterShapes = {
  issue: {
    notBefore: 'text?',
    deadline: 'text?',
    fixedStart: 'text?',
    fixedDuration: 'truth?',
    splits: 'truth?',
    needs: 'text?',
    spentHours: 'number?',
    remainingHours: 'number?',
  },
  dependency: { kind: 'text?', lagMinutes: 'number?' },
  external: { expectedOn: 'text?' },
} as const satisfies { readonly [Name in RoadmapCollection as keyof LaterShape<Name> extends never ? never : Name]: LaterShape<Name> };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

const isStatus = (value: unknown): boolean =>
  isObject(value) && typeof value['category'] === 'string' && typeof value['name'] === 'string' && typeof value['verified'] === 'boolean';

const isEstimate = (value: unknown): boolean =>
  isObject(value) && ['likely', 'optimistic', 'pessimistic'].every((name) => value[name] === null || isNumber(value[name]));

const is: Readonly<Record<Content, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  'text?': (value) => value === null || typeof value === 'string',
  number: isNumber,
  'number?': (value) => value === null || isNumber(value),
  truth: (value) => typeof value === 'boolean',
  'truth?': (value) => value === null || typeof value === 'boolean',
  set: isTexts,
  texts: isTexts,
  status: isStatus,
  'status?': (value) => value === null || isStatus(value),
  'estimate?': (value) => value === null || isEstimate(value),
};

type Check = (value: unknown) => boolean;

const checksOf = (shape: Readonly<Record<string, Content>>): [string, Check][] =>
  Object.entries(shape).map(([field, content]) => [field, is[content]]);

const checks = new Map(Object.entries(shapes).map(([name, shape]) => [name, checksOf(shape)]));
const laterChecks = new Map(Object.entries(laterShapes).map(([name, shape]) => [name, new Map(checksOf(shape))]));

/** Whether this is the name of a collection of roadmap documents. */
export function isRoadmapCollection(name: string): name is RoadmapCollection {
  return checks.has(name);
}

/** Whether a record of a roadmap has every field that it should have, with what should stand there, and no others than may stand there too. */
export function isWellFormed(collection: RoadmapCollection, record: Readonly<Record<string, unknown>>): boolean {
  const expected = checks.get(collection) ?? [];
  if (!expected.every(([field, isRight]) => isRight(record[field]))) return false;
  const fields = Object.keys(record);
  if (fields.length === expected.length) return true;
  const later = laterChecks.get(collection);
  let known = expected.length;
  for (const field of fields) {
    const isRight = later?.get(field);
    if (isRight === undefined) continue;
    if (!isRight(record[field])) return false;
    known += 1;
  }
  return fields.length === known;
}
