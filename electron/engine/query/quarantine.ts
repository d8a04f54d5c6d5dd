// What does not count, as the steps that people made: a step changes several documents, and each of its changes is refused by itself.
import type { QueryResult } from '#shared/contract/query.ts';
import type { QueryDefinition } from './query-definition.ts';

type Row = QueryResult<'quarantine'>['rows'][number];

interface RawChange {
  readonly hash: string;
  readonly documentId: string;
  readonly deviceId: string;
  readonly deviceName: string | null;
  readonly personName: string | null;
  readonly reason: Row['reason'];
  readonly author: string;
  readonly command: string;
  readonly at: string;
  readonly entries: string;
}

type RawEntry = readonly [issueId: string | null, field: string, before: string | null, after: string | null, subject: string | null];

/** Why a change does not count. */
function sentenceOf({ reason, personName, author }: Pick<RawChange, 'reason' | 'personName' | 'author'>): string {
  const who = personName ?? (author === '' ? 'somebody' : author);
  if (reason === 'builds-on-refused') return `${who} built on something that does not count.`;
  if (reason === 'equivocation') return `${who}’s device made two changes under one number, of which the other one counts.`;
  return `${who} was not entitled to change the plan, or was shut out before anybody else had this.`;
}

/** The worst reason of a step: what was refused itself explains what builds on it. */
const gravity: Readonly<Record<Row['reason'], number>> = { refused: 0, equivocation: 1, 'builds-on-refused': 2 };

/** The query `quarantine`. */
export const quarantine: QueryDefinition<'quarantine'> = {
  tables: new Set(['refused_change', 'member_device', 'member', 'activity', 'issue']),
  answer(reader, { offset, limit }): QueryResult<'quarantine'> {
    const changes = reader.rows<RawChange>(
      `SELECT refused_change.hash AS hash, refused_change.document_id AS documentId, refused_change.device_id AS deviceId,
         member_device.name AS deviceName, member.name AS personName, refused_change.reason AS reason, refused_change.author AS author,
         refused_change.command AS command, refused_change.at AS at, refused_change.entries AS entries
       FROM refused_change
       LEFT JOIN member_device ON member_device.id = refused_change.device_id
       LEFT JOIN member ON member.id = member_device.person_id
       WHERE NOT EXISTS (SELECT 1 FROM activity WHERE activity.subject = 'change:' || refused_change.hash)
       ORDER BY refused_change.at DESC, refused_change.device_id, refused_change.hash`,
    );
    const steps = [
      ...Map.groupBy(changes, ({ deviceId, at, command, author }) => JSON.stringify([at, deviceId, command, author])).values(),
    ];
    const keyOf = (issueId: string): string | null =>
      reader.rows<{ key: string }>('SELECT key AS key FROM issue WHERE id = @issueId', { issueId })[0]?.key ?? null;
    const rows = steps.slice(offset, offset + limit).flatMap((among): Row[] => {
      const [first] = among.toSorted((one, other) => gravity[one.reason] - gravity[other.reason]);
      if (first === undefined) return [];
      const { author, deviceId, deviceName, command, at, reason } = first;
      const roadmapId = among.map(({ documentId }) => documentId.split('.')[0]).find((id) => id !== 'space') ?? null;
      const entries = among.flatMap(({ entries: json }) => {
        // Written by the document thread, from what the change says of itself.
        const told = JSON.parse(json) as RawEntry[];
        return told.map(([issueId, field, before, after, subject]) => ({
          issueId: issueId as Row['entries'][number]['issueId'], // as the change has it
          issueKey: issueId === null ? null : keyOf(issueId),
          subject,
          field,
          before,
          after,
        }));
      });
      return [
        {
          id: among[0]?.hash ?? first.hash,
          hashes: among.map(({ hash }) => hash),
          author,
          deviceId,
          deviceName,
          command,
          at,
          reason,
          sentence: sentenceOf(first),
          roadmapId: roadmapId as Row['roadmapId'], // documents are named after their roadmaps
          entries,
        },
      ];
    });
    return { summary: { total: steps.length }, rows };
  },
};
