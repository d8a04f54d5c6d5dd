// What the trash page shows: a window of what was deleted, which of it is chosen, and how it comes back.
import { useCallback, useMemo, useState } from 'react';
import { useQueries } from '#renderer/state/use-queries.ts';
import type { CommandArgs } from '#shared/contract/command.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { TrashKind, TrashRow } from '#shared/contract/trash.ts';

/** Rows in one page. */
const pageSize = 100;

/** The part of the trash that is on screen. */
export interface TrashWindow {
  /** `undefined` until the first answer. */
  readonly total: number | undefined;
  readonly problem: Problem | null;
  rowAt(place: number): TrashRow | undefined;
}

/** Keeps the rows from `first` to `last` of those that fit `text` live. */
export function useTrash(text: string, first: number, last: number): TrashWindow {
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.max(from, Math.floor(Math.max(0, last) / pageSize));
  const windows = useQueries(
    'trash',
    Array.from({ length: to - from + 1 }, (_, step) => ({ text, offset: (from + step) * pageSize, limit: pageSize })),
  );
  return useMemo(() => {
    const answered = windows.find(({ result }) => result !== undefined)?.result;
    return {
      total: answered?.summary.total,
      problem: windows.find(({ problem }) => problem !== null)?.problem ?? null,
      rowAt: (place) => windows[Math.floor(place / pageSize) - from]?.result?.rows[place % pageSize],
    };
  }, [windows, from]);
}

/** What is chosen in the trash; kept as rows, for what is scrolled out of sight is restored too. */
export interface TrashChoice {
  readonly rows: ReadonlyMap<string, TrashRow>;
  toggle(row: TrashRow): void;
  /** Chooses these too. */
  add(rows: readonly TrashRow[]): void;
  clear(): void;
}

/** The choice; things that came back in the meantime are simply not found any more when they are restored. */
export function useTrashChoice(): TrashChoice {
  const [rows, setRows] = useState<ReadonlyMap<string, TrashRow>>(new Map());
  const toggle = useCallback((row: TrashRow) => {
    setRows((before) => {
      const next = new Map(before);
      if (!next.delete(row.id)) next.set(row.id, row);
      return next;
    });
  }, []);
  const add = useCallback(
    (some: readonly TrashRow[]) => setRows((before) => new Map([...before, ...some.map((row) => [row.id, row] as const)])),
    [],
  );
  const clear = useCallback(() => setRows(new Map()), []);
  return useMemo(() => ({ rows, toggle, add, clear }), [rows, toggle, add, clear]);
}

/** What comes back before what stands in it: a roadmap before its milestones, an issue before its items. */
const order: readonly TrashKind[] = [
  'roadmap',
  'milestone',
  'sprint',
  'person',
  'issue',
  'dependency',
  'external',
  'risk',
  'item',
  'comment',
];

/** What brings rows back in one step, kind by kind, so that each finds what it stands in; `null` for none. */
export function restoreArguments(rows: Iterable<Pick<TrashRow, 'kind' | 'recordId'>>): CommandArgs<'restore'> | null {
  const place = (kind: TrashKind): number => (order.includes(kind) ? order.indexOf(kind) : order.length);
  const [first, ...also] = [...Map.groupBy(rows, (row) => row.kind)]
    .map(([kind, some]) => ({ kind, ids: some.map((row) => row.recordId) }))
    .toSorted((one, other) => place(one.kind) - place(other.kind));
  return first === undefined ? null : { ...first, also };
}

const kindWords: Partial<Record<TrashKind, string>> = {
  item: 'checklist item',
  external: 'outside the plan',
  'saved-view': 'saved view',
  'retention-rule': 'retention rule',
};

/** What a kind is called. */
export function kindName(kind: TrashKind): string {
  return kindWords[kind] ?? kind;
}
