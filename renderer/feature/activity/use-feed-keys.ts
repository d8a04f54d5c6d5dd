// The keys of the feed: move from line to line, open what a command did, go to the issue.
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Action, useOfferedActions } from '#renderer/state/action.ts';
import { openIssue } from '#renderer/state/navigation.ts';
import type { FeedLine } from './feed.ts';

/** What the keys need. */
export interface FeedKeysOptions {
  readonly lines: readonly FeedLine[];
  /** Brings a line into view. */
  readonly reveal: (place: number) => void;
  /** Opens or closes a command. */
  readonly toggle: (stepId: string) => void;
}

/** Offers the keys; answers the place of the line that the keyboard is on, -1 for none. It stays on its line while others come. */
export function useFeedKeys(options: FeedKeysOptions): number {
  const [key, setKey] = useState<string | null>(null);
  const latest = useRef({ ...options, key });
  useLayoutEffect(() => {
    latest.current = { ...options, key };
  });
  const actions = useMemo(() => {
    const place = (): number => latest.current.lines.findIndex((line) => line.key === latest.current.key);
    const move = (direction: 1 | -1): void => {
      const { lines } = latest.current;
      let to = place() + direction;
      while (lines[to]?.kind === 'day') to += direction;
      const line = lines[Math.max(0, to)];
      if (line === undefined || line.kind === 'day') return;
      setKey(line.key);
      latest.current.reveal(to);
    };
    const open = (): void => {
      const line = latest.current.lines[place()];
      if (line === undefined || line.kind === 'day') return;
      if (line.kind === 'step' && line.step.entries.length > 1) return latest.current.toggle(line.step.id);
      const entry = line.kind === 'step' ? line.step.entries[0] : line.entry;
      if (entry.issueId !== null && entry.issueKey !== null) openIssue(entry.issueId);
    };
    const offered: Action[] = [
      { id: 'list-down', group: 'list', title: 'Down', keys: [['j'], ['ArrowDown']], listed: false, run: () => move(1) },
      { id: 'list-up', group: 'list', title: 'Up', keys: [['k'], ['ArrowUp']], listed: false, run: () => move(-1) },
      {
        id: 'list-open',
        group: 'list',
        title: 'Open the issue, or what a command did',
        keys: [['Enter'], ['o']],
        listed: false,
        run: open,
      },
    ];
    return offered;
  }, []);
  useOfferedActions(actions);
  return options.lines.findIndex((line) => line.key === key);
}
