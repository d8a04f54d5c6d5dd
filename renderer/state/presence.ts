// Where people are, in words. It lives as long as the connection and is kept nowhere.
import type { Presence } from '#shared/contract/team.ts';

const fields: Readonly<Record<string, string>> = {
  body: 'the description',
  'waits-for': 'what it waits for',
  unblocks: 'what waits for it',
};

/** What somebody does, with the key of the issue where it is known: `writing the description of SX-12`, `on SX-12`, `away`. */
export function presenceWords({ idle, field, cursor, issueId }: Presence, key: string | null): string {
  if (idle) return 'away from the keyboard';
  if (issueId === null) return 'here';
  const issue = key ?? 'an issue';
  if (field === null) return `on ${issue}`;
  return `${cursor === null ? 'at' : 'writing'} ${fields[field] ?? `the ${field}`} of ${issue}`;
}
