// What was deleted, as the trash lists it.
import type { Row } from '#electron/engine/store/row-writer.ts';
import type { Collection, RecordOf } from './record.ts';
import { unborn } from './touched-record.ts';

type Shown = Pick<Row<'trash'>, 'owner_id' | 'other_id' | 'key' | 'title'>;

const plain = (title: string, more: Partial<Shown> = {}): Shown => ({ owner_id: null, other_id: null, key: null, title, ...more });

/** How each kind of record is shown; kinds that are not here come and go with others, or with a plan file. */
const shown: { readonly [Name in Collection]?: (record: RecordOf[Name]) => Shown } = {
  roadmap: ({ title }) => plain(title),
  issue: ({ key, title }) => plain(title, { key }),
  milestone: ({ key, title }) => plain(title, { key }),
  item: ({ issueId, milestoneId, parentId, text }) => plain(text, { owner_id: issueId ?? milestoneId, other_id: parentId }),
  comment: ({ issueId, text }) => plain(text, { owner_id: issueId }),
  dependency: ({ issueId, dependsOnId, note }) => plain(note, { owner_id: issueId, other_id: dependsOnId }),
  external: ({ issueId, name }) => plain(name, { owner_id: issueId }),
  risk: ({ title }) => plain(title),
  person: ({ name }) => plain(name),
  sprint: ({ name }) => plain(name),
  flag: ({ name }) => plain(name),
  baseline: ({ name }) => plain(name),
  savedView: ({ name }) => plain(name),
  retentionRule: ({ name }) => plain(name),
};

/** What the contract calls a collection. */
const trashKind = (collection: Collection): string => collection.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);

/** The row of a deleted record; `null` for one that is alive, or of a kind that is not listed. */
export function trashRow<Name extends Collection>(
  collection: Name,
  id: string,
  record: RecordOf[Name],
  roadmapId: string | null,
): Row<'trash'> | null {
  const show = shown[collection];
  if (show === undefined || record.deletedAt === null || record.deletedAt === unborn) return null;
  const cells = { record_id: id, kind: trashKind(collection), roadmap_id: roadmapId, deleted_at: record.deletedAt };
  return { ...cells, ...show(record) };
}
