// How history spells what an undo or a restore put back, for records of every kind; the same way as the commands that
// change them.
import type { Entry } from '#electron/engine/document/change-message.ts';
import type { PlanRows } from '#electron/engine/document/plan-rows.ts';
import type { Collection } from '#electron/engine/document/record.ts';
import { changedPassage } from '#shared/base/changed-passage.ts';
import { DateSpans, spellSpans } from '#shared/plan/date-span.ts';
import { DependencyKind } from '#shared/plan/dependency.ts';
import { spellDependency } from './add-dependency.ts';
import { issueEntry } from './change-issue.ts';
import { itemOwner, spellItem } from './item-entry.ts';
import { spellExternal } from './spell-external.ts';
import { spellPerson } from './spell-person.ts';

/** A record as a document holds it, whatever its kind. */
export type AnyRecord = Readonly<Record<string, unknown>>;

/** A record with its place. */
export interface NamedRecord {
  readonly roadmapId: string | null;
  readonly collection: Collection;
  readonly id: string;
  readonly record: AnyRecord;
}

const text = (record: AnyRecord, field: string): string => {
  const value = record[field];
  return typeof value === 'string' ? value : '';
};

const textOrNull = (record: AnyRecord, field: string): string | null => text(record, field) || null;

/** What history calls a kind of record, where that is not the collection's name. */
const kindName: Partial<Record<Collection, string>> = { item: 'checklist', savedView: 'view', namedSprint: 'sprint' };

/** Fields that history calls otherwise than they are stored. */
const fieldName: Readonly<Record<string, string>> = { issueIds: 'issues' };

/** What people call a kind of record. */
export function thingName({ collection, record }: NamedRecord): string {
  if (collection === 'external') return `external ${text(record, 'kind')}`;
  return kindName[collection] ?? collection.replaceAll(/([a-z])([A-Z])/gu, '$1 $2').toLowerCase();
}

function spellItemRecord(record: AnyRecord): string {
  const { done } = record;
  return spellItem({ text: text(record, 'text'), done: typeof done === 'boolean' ? done : null });
}

/** What people call a record. */
export function recordName(rows: PlanRows, { collection, id, record }: NamedRecord): string {
  if (collection === 'milestone') return `${text(record, 'key')} ${text(record, 'title')}`;
  if (collection === 'item') return spellItemRecord(record);
  if (collection === 'comment' || collection === 'contradiction') return text(record, 'text');
  if (collection === 'dependency') {
    const dependsOnId = text(record, 'dependsOnId');
    // It may come back in the same step.
    const key = rows.issue(dependsOnId)?.key ?? rows.trashed(dependsOnId)?.key ?? dependsOnId;
    const { lagMinutes } = record;
    return spellDependency(key, {
      strength: record['strength'] === 'soft' ? 'soft' : 'hard',
      note: text(record, 'note'),
      kind: DependencyKind.catch('finish-start').parse(record['kind']),
      lagMinutes: typeof lagMinutes === 'number' ? lagMinutes : 0,
    });
  }
  if (collection === 'namedSprint') return text(record, 'name');
  return text(record, 'title') || text(record, 'name') || id;
}

/** What an entry about a record is about. */
function about({ roadmapId, collection, id, record }: NamedRecord): Pick<Entry, 'issueId' | 'subject'> {
  if (collection === 'issue') return { issueId: id };
  if (collection === 'item') {
    return itemOwner({
      roadmapId: roadmapId ?? '',
      issueId: textOrNull(record, 'issueId'),
      milestoneId: textOrNull(record, 'milestoneId'),
    });
  }
  const issueId = textOrNull(record, 'issueId');
  if (issueId !== null) return { issueId };
  return { issueId: null, subject: `${collection.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}:${id}` };
}

const long = 200;

function spell(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(', ');
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'object') return 'name' in value ? String(value.name) : JSON.stringify(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const turned = (name: string, alive: boolean): Pick<Entry, 'before' | 'after'> => ({
  before: alive ? null : name,
  after: alive ? name : null,
});

/** The entries of a record that went or came back; none for what history tells nothing of. */
export function lifeEntries(rows: PlanRows, named: NamedRecord, alive: boolean): Entry[] {
  const { collection, id, record } = named;
  if (collection === 'roadmapEntry' || collection === 'statedTotal') return [];
  // An entry of the archive is told as what it means for its issue.
  if (collection === 'archivedIssue') return [{ issueId: id, field: 'archived', ...turned(text(record, 'file'), alive) }];
  const name = recordName(rows, named);
  const entry = { ...about(named), field: thingName(named), ...turned(name, alive) };
  if (collection !== 'issue' || !alive) return [entry];
  // The history of a status is complete from the first, also that of an issue which was away in between.
  return [entry, issueEntry(rows, id, 'status', null, record['status'])];
}

/** Collections whose records are told as a whole, whichever field changed. */
const hanging: ReadonlySet<Collection> = new Set(['item', 'external', 'dependency', 'comment', 'contradiction']);

/** Collections whose fields history does not tell of. */
const untold: ReadonlySet<Collection> = new Set(['roadmapEntry', 'statedTotal', 'archivedIssue']);

/** The entry of a field that was put back; `null` when history does not tell of it. */
export function fieldEntry(rows: PlanRows, named: NamedRecord, field: string, before: unknown, after: unknown): Entry | null {
  const { collection, id, record } = named;
  if (field === 'sourceLine' || untold.has(collection)) return null;
  if (collection === 'issue') return issueEntry(rows, id, field, before, after);
  if (field === 'rank' || field === 'parentId') return null;
  const owner = about(named);
  if (hanging.has(collection)) {
    const as = (value: unknown): string => {
      const then = { ...named, record: { ...record, [field]: value } };
      const name = recordName(rows, then);
      if (collection === 'external')
        return spellExternal({ name, resolved: then.record['resolved'] === true, expectedOn: textOrNull(then.record, 'expectedOn') });
      return collection === 'item' && field === 'kind' ? `${text(record, 'text')} (${String(value)})` : name;
    };
    return { ...owner, field: thingName(named), before: as(before), after: as(after) };
  }
  if (collection === 'person') {
    const [was, is] = [spellPerson(field, before), spellPerson(field, after)];
    return { ...owner, field: field === 'hoursPerWeek' ? 'capacity' : field, before: was, after: is };
  }
  if (field === 'holidays') {
    const days = (value: unknown): string | null => spellSpans(DateSpans.catch([]).parse(value));
    return { ...owner, field, before: days(before), after: days(after) };
  }
  const [was, is] = [spell(before), spell(after)];
  const told = was !== null && is !== null && was.length + is.length > long ? changedPassage(was, is) : { before: was, after: is };
  return { ...owner, field: fieldName[field] ?? field, ...told };
}
