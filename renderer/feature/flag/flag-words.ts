// What the page says about feature flags, in words.
import type { FlagRow, FlagWarning } from '#shared/contract/flag.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { printSearch } from '#shared/plan/search/print-search.ts';

/** A warning as a tag and as a sentence. */
export interface WarningWords {
  readonly tag: string;
  readonly tone: 'plain' | 'warn' | 'ready';
  readonly why: string;
}

/** Every warning in words. */
export const warningWords: Readonly<Record<FlagWarning, WarningWords>> = {
  done: { tag: 'can go', tone: 'ready', why: 'All its issues are done: the flag can be removed from the code.' },
  unused: { tag: 'unused', tone: 'warn', why: 'No issue names this flag.' },
  undeclared: { tag: 'no such flag yet', tone: 'warn', why: 'Issues name it, but nobody has made it a flag.' },
  'on-but-open': { tag: 'on while open', tone: 'warn', why: 'It is on, while work behind it is not finished.' },
  repeated: { tag: 'there are several', tone: 'warn', why: 'Flags of this name were made on different devices: delete all but one.' },
};

/** What a flag does right now. */
export function flagState({ flagId, on, rolloutPercent }: Pick<FlagRow, 'flagId' | 'on' | 'rolloutPercent'>): string {
  if (flagId === null) return 'not a flag yet';
  if (!on || rolloutPercent === 0) return 'off for everybody';
  return rolloutPercent === 100 ? 'on for everybody' : `on for ${rolloutPercent} %`;
}

/** A whole number of per cent; `null` for anything else. A sign of per cent may stand behind it. */
export function typedPercent(text: string): number | null {
  const match = /^(\d{1,3})\s*%?$/u.exec(text.trim());
  const percent = match === null ? Number.NaN : Number(match[1]);
  return percent <= 100 ? percent : null;
}

/** The list of the issues that name a flag. */
export function hashOfFlagIssues(name: string): string {
  const text = printSearch({ kind: 'field', field: 'flag', values: [{ kind: 'name', text: name, prefix: false }] });
  return hashOf('issues', null, new URLSearchParams({ text }));
}
