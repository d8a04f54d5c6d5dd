import type { Collection, RecordOf } from './record.ts';
import type { Touched, TouchedRecord } from './touched-record.ts';

/** Records of a part, so that projecting one with all that hangs on it takes a few milliseconds. */
const partSize = 25;

/** Collections that are few, or are projected as a whole, and need no issue to be there. */
const few: ReadonlySet<Collection> = new Set(['roadmap', 'milestone', 'namedSprint', 'statedTotal', 'risk']);
/** Collections whose records hang on an issue; they are projected beside it. */
const ofIssue = ['item', 'external', 'comment'] as const satisfies readonly Collection[];

type Records = Map<string, TouchedRecord>;

function* slices(records: Records): Generator<Records> {
  let slice: Records = new Map();
  for (const [id, record] of records) {
    slice.set(id, record);
    if (slice.size < partSize) continue;
    yield slice;
    slice = new Map();
  }
  if (slice.size > 0) yield slice;
}

/** The issue that a record hangs on; `null` for an item of a milestone. */
function issueOf(record: RecordOf[Collection] | null): string | null {
  return record !== null && 'issueId' in record ? record.issueId : null;
}

/** What stands in a new roadmap of its own: title, milestones and the like. */
export function roadmapHead(touched: Touched): Touched {
  return new Map([...touched].filter(([collection]) => few.has(collection)));
}

/**
 * The first so many issues of what has come of a roadmap, with what has come that hangs on them, and what stands in it of its own. What they
 * wait for mostly comes last.
 */
export function firstOfRoadmap(touched: Touched, issues: number): Touched {
  const first = new Map([...(touched.get('issue') ?? [])].slice(0, issues));
  const beside = ofIssue.map((collection): [Collection, Records] => {
    const among = [...(touched.get(collection) ?? [])].filter(([, { record }]) => first.has(issueOf(record) ?? ''));
    return [collection, new Map(among)];
  });
  return new Map([...roadmapHead(touched), ['issue', first], ...beside]);
}

/**
 * The rest of a new roadmap in small parts, each of which can be projected when those before it were: issues with all
 * that hangs on them, then what is said between issues.
 */
export function* roadmapParts(touched: Touched): Generator<Touched> {
  const hanging = new Map<Collection, Map<string | null, [id: string, record: TouchedRecord][]>>(
    ofIssue.map((collection) => [collection, Map.groupBy(touched.get(collection) ?? [], ([, { record }]) => issueOf(record))]),
  );
  const beside = (issueIds: readonly (string | null)[]): [Collection, Records][] =>
    [...hanging].map(([collection, byIssue]) => [collection, new Map(issueIds.flatMap((id) => byIssue.get(id) ?? []))]);
  for (const [collection, records] of beside([null])) for (const slice of slices(records)) yield new Map([[collection, slice]]);
  for (const slice of slices(touched.get('issue') ?? new Map())) yield new Map([['issue', slice], ...beside([...slice.keys()])]);
  for (const slice of slices(touched.get('dependency') ?? new Map())) yield new Map([['dependency', slice]]);
  const contradictions = touched.get('contradiction');
  if (contradictions !== undefined) yield new Map([['contradiction', contradictions]]);
}
