// What each change says about itself: which command made it, who, when, and what it did to which issue. Travels in the
// message of the Automerge change, so that history can be derived from the changes alone, on every device.
import { z } from 'zod';

/** One thing that a change did, for people: a field of an issue (or of the plan when `issueId` is `null`). */
export interface Entry {
  readonly issueId: string | null;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  /** What it is about when it is not an issue: `flag:<id>`, `milestone:<id>` … */
  readonly subject?: string;
}

/** The message of a change. */
export interface ChangeMessage {
  readonly command: string;
  readonly author: string;
  /** ISO instant; Automerge itself keeps whole seconds only. */
  readonly at: string;
  readonly entries: readonly Entry[];
  /** The newest entries of the membership chain that its author knew; absent where there was no chain. */
  readonly membership?: readonly string[];
}

const wire = z.object({
  c: z.string(),
  a: z.string(),
  t: z.string(),
  // The fifth, the subject, came later and is left out where there is none.
  e: z.array(z.tuple([z.string().nullable(), z.string(), z.string().nullable(), z.string().nullable()], z.string())),
  // Left out where nobody has founded a team.
  m: z.array(z.string()).optional(),
});

/** Longer values are cut: history says that a text changed, the document says what to. */
const longest = 500;
/** A bulk change beyond this many entries keeps what came, what went and the statuses, and drops the rest. */
const most = 50_000;
const always: ReadonlySet<string> = new Set(['issue', 'status']);

const short = (text: string | null): string | null => (text !== null && text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** Writes the message of a change. */
export function writeChangeMessage(message: ChangeMessage): string {
  const entries = message.entries.length > most ? message.entries.filter((entry) => always.has(entry.field)) : message.entries;
  return JSON.stringify({
    c: message.command,
    a: message.author,
    t: message.at,
    e: entries.map(({ issueId, field, before, after, subject }) => [
      issueId,
      field,
      short(before),
      short(after),
      ...(subject === undefined ? [] : [subject]),
    ]),
    ...(message.membership === undefined || message.membership.length === 0 ? {} : { m: [...message.membership] }),
  } satisfies z.infer<typeof wire>);
}

/** Reads the message of a change; `null` when it carries none (initial changes) or one that is not ours. */
export function readChangeMessage(text: string): ChangeMessage | null {
  if (text === '') return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = wire.safeParse(json);
  if (!parsed.success) return null;
  const { c, a, t, e, m } = parsed.data;
  const entries = e.map(([issueId, field, before, after, subject]) => ({
    issueId,
    field,
    before,
    after,
    ...(subject === undefined ? {} : { subject }),
  }));
  return { command: c, author: a, at: t, entries, ...(m === undefined ? {} : { membership: m }) };
}
