// What does not count, as the steps that people made: a step changes several documents, and each of its changes is refused by itself.
import type { QueryResult } from '#shared/contract/query.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { type KnownRoots, refusalSentence } from './refusal-sentence.ts';

type Row = QueryResult<'quarantine'>['rows'][number];

interface RawChange {
  readonly hash: string;
  readonly documentId: string;
  readonly deviceId: string;
  readonly deviceName: string | null;
  readonly reason: Row['reason'];
  readonly author: string;
  readonly command: string;
  readonly at: string;
  readonly entries: string;
}

type RawEntry = readonly [issueId: string | null, field: string, before: string | null, after: string | null, subject: string | null];

/** The worst reason of a step: what was refused itself explains what builds on it. */
const gravity: Readonly<Record<Row['reason'], number>> = { refused: 0, equivocation: 1, 'builds-on-refused': 2 };

function issueNamed(reader: Reader, issueId: string | null): { issueKey: string | null; issueTitle: string | null } {
  const [issue] = reader.rows<{ key: string; title: string }>('SELECT key AS key, title AS title FROM issue WHERE id = @issueId', {
    issueId,
  });
  return { issueKey: issue?.key ?? null, issueTitle: issue?.title ?? null };
}

/** The query `quarantine`. */
export const quarantine: QueryDefinition<'quarantine'> = {
  tables: new Set(['refused_change', 'member_device', 'member', 'activity', 'issue', 'change']),
  answer(reader, { offset, limit }): QueryResult<'quarantine'> {
    const changes = reader.rows<RawChange>(
      `SELECT refused_change.hash AS hash, refused_change.document_id AS documentId, refused_change.device_id AS deviceId,
         member_device.name AS deviceName, refused_change.reason AS reason, refused_change.author AS author,
         refused_change.command AS command, refused_change.at AS at, refused_change.entries AS entries
       FROM refused_change
       LEFT JOIN member_device ON member_device.id = refused_change.device_id
       -- Taken over as often as taken back, it waits again.
       WHERE (SELECT count(after) <= count(before) FROM activity WHERE activity.subject = 'change:' || refused_change.hash)
       ORDER BY refused_change.at DESC, refused_change.device_id, refused_change.hash`,
    );
    const all = Map.groupBy(changes, ({ deviceId, at, command, author }) => JSON.stringify([at, deviceId, command, author])).values();
    const { built = [], others = [] } = Object.groupBy(all, (among) =>
      among.every(({ reason }) => reason === 'builds-on-refused') ? 'built' : 'others',
    );
    const steps = [...built, ...others];
    const roots: KnownRoots = new Map();
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
          ...issueNamed(reader, issueId),
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
          sentence: refusalSentence(reader, first, roots),
          roadmapId: roadmapId as Row['roadmapId'], // documents are named after their roadmaps
          entries,
        },
      ];
    });
    return { summary: { total: steps.length, built: built.length }, rows };
  },
};
