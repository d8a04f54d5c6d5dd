// Where the others are who are connected at this moment. It lives as long as the connection and is kept nowhere.
import { useMemo } from 'react';
import type { Presence } from '#shared/contract/team.ts';
import { useQuery } from './use-query.ts';

/** Somebody who is connected and shows where they are. */
export interface PresentPerson {
  readonly deviceId: string;
  readonly person: string;
  readonly at: Presence;
}

const nobody: readonly PresentPerson[] = [];

/** Everybody who is connected and shows where they are; with several devices, once for each. */
export function usePresent(): readonly PresentPerson[] {
  const rows = useQuery('sync-status', {}).result?.rows;
  return useMemo(() => {
    const present = rows?.flatMap(({ id, person, at }) => (at === null ? [] : [{ deviceId: id, person, at }])) ?? [];
    return present.length === 0 ? nobody : present;
  }, [rows]);
}

/** Those of them who are at an issue, or at one field of it. */
export function usePresentAt(issueId: string, field?: string): readonly PresentPerson[] {
  const present = usePresent();
  return useMemo(
    () => present.filter(({ at }) => at.issueId === issueId && !at.idle && (field === undefined || at.field === field)),
    [present, issueId, field],
  );
}

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
