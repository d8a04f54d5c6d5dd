import { useVirtualizer } from '@tanstack/react-virtual';
import { RotateCcw, Search } from 'lucide-react';
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { countText } from '#renderer/sign/hours-text.ts';
import { setSearch, useRoute } from '#renderer/state/navigation.ts';
import { useNow, useToday } from '#renderer/state/today.ts';
import { useAsk } from '#renderer/state/use-ask.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useReadOnly } from '#renderer/state/read-only.ts';
import { BulkBar } from '#renderer/ui/bulk-bar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CheckBox } from '#renderer/ui/check-box.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ToolBar, ToolBarSpace } from '#renderer/ui/tool-bar.tsx';
import type { CommandValue } from '#shared/contract/command.ts';
import type { TrashRow } from '#shared/contract/trash.ts';
import { limit } from '#shared/plan/limit.ts';
import { TrashLine } from './parts/trash-line.tsx';
import { kindName, restoreArguments, useTrash, useTrashChoice } from './trash-state.ts';
import { useTrashKeys } from './use-trash-keys.ts';
import './trash.css';

/** Pixels. */
const rowHeight = 30;
/** Free space below the last row, for the bulk bar, in pixels. */
const footSpace = 64;
const overscan = 10;

/** Everything that was deleted and can come back. */
export function TrashView(): ReactNode {
  const route = useRoute();
  const text = (route.search.get('text') ?? '').slice(0, limit.name);
  const today = useToday();
  const now = useNow();
  const people = useQuery('workspace', {}).result?.summary.people ?? [];
  const [shown, setShown] = useState({ first: 0, last: 40 });
  const trash = useTrash(text, shown.first, shown.last);
  const choice = useTrashChoice();
  const readOnly = useReadOnly();
  const ask = useAsk();
  const send = useCommand();
  const total = trash.total ?? 0;

  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    paddingEnd: footSpace,
  });
  const drawn = virtual.getVirtualItems();
  const first = drawn[0]?.index ?? 0;
  const last = drawn.at(-1)?.index ?? 40;
  useEffect(() => setShown((before) => (before.first === first && before.last === last ? before : { first, last })), [first, last]);

  const restore = async (rows: readonly TrashRow[]): Promise<void> => {
    const args = restoreArguments(rows);
    if (args === null) return;
    const told = ({ restored, kept }: CommandValue<'restore'>) => ({ text: words(rows, restored), notes: kept });
    const answer = await send('restore', args, { told });
    if (answer.ok) choice.clear();
  };
  const chooseAll = async (): Promise<void> => {
    for (let offset = 0; offset < total; offset += limit.window) {
      const answer = await ask('trash', { text, offset, limit: limit.window });
      if (!answer.ok) return;
      choice.add(answer.value.rows);
    }
  };
  const cursor = useTrashKeys({
    trash,
    choice,
    reveal: (place) => virtual.scrollToIndex(place),
    chooseAll: () => void chooseAll(),
    restore: (rows) => void restore(rows),
    readOnly,
  });
  const onLine = (event: MouseEvent, place: number): void => {
    if (readOnly || (event.target instanceof Element && event.target.closest('button, [role="checkbox"]') !== null)) return;
    if (event.shiftKey) cursor.extendTo(place);
    else cursor.toggle(place);
  };
  return (
    <main className="trash" aria-label="Trash">
      <h1 className="unseen">Trash</h1>
      <ToolBar>
        <div className="trash-words">
          <TextField
            label="Words in what was deleted"
            placeholder="Filter"
            start={<Icon of={Search} />}
            value={text}
            onChange={(event) => setSearch({ text: event.target.value === '' ? [] : [event.target.value] })}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
              setSearch({ text: [] });
              event.currentTarget.blur();
            }}
          />
        </div>
        {total > 0 && (
          <span className="trash-all" data-edits="">
            <CheckBox
              checked={choice.rows.size >= total}
              partly={choice.rows.size > 0 && choice.rows.size < total}
              label="Choose everything in the list"
              onChange={(checked) => (checked ? void chooseAll() : choice.clear())}
            />
            <span aria-hidden="true">All</span>
          </span>
        )}
        <ToolBarSpace />
        {trash.total !== undefined && (
          <span className="trash-sum" role="status">
            {total === 1 ? '1 thing' : `${countText(total)} things`}
          </span>
        )}
      </ToolBar>
      {trash.problem !== null && (
        <div className="trash-note">
          <ErrorNote title="The trash could not be read">{trash.problem.message}</ErrorNote>
        </div>
      )}
      {trash.total === undefined && trash.problem === null && (
        <div className="trash-note" aria-busy="true">
          {Array.from({ length: 6 }, (_, index) => (
            <SkeletonRow key={index} widths={[14, 60, 0, 120]} />
          ))}
        </div>
      )}
      {trash.total === 0 && (
        <div className="trash-note">
          {text === '' ? (
            <EmptyState title="The trash is empty">
              What you delete waits here, with everything that belonged to it, until you restore it. Nothing is thrown away by itself.
            </EmptyState>
          ) : (
            <EmptyState
              title={`Nothing deleted fits “${text}”`}
              action={<Button onClick={() => setSearch({ text: [] })}>Show everything</Button>}
            />
          )}
        </div>
      )}
      <div ref={scroller} className="trash-scroll" data-selecting={choice.rows.size > 0 ? '' : undefined}>
        <div className="trash-lines" role="list" aria-label="Deleted, newest first" style={{ height: virtual.getTotalSize() }}>
          {drawn.map(({ index, start }) => {
            const row = trash.rowAt(index);
            return (
              <div
                key={row?.id ?? index}
                role="listitem"
                className="trash-line"
                data-selected={row !== undefined && choice.rows.has(row.id) ? '' : undefined}
                data-current={index === cursor.place ? '' : undefined}
                onClick={(event) => onLine(event, index)}
                style={{ transform: `translateY(${start}px)` }}
              >
                {row === undefined ? (
                  <SkeletonRow widths={[14, 60, 0, 120]} />
                ) : (
                  <TrashLine
                    row={row}
                    chosen={choice.rows.has(row.id)}
                    people={people}
                    today={today}
                    now={now}
                    onToggle={() => cursor.toggle(index)}
                    onRestore={() => void restore([row])}
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
      {choice.rows.size > 0 && (
        <BulkBar title={`${countText(choice.rows.size)} chosen`} onClear={choice.clear}>
          <Button tone="ghost" icon={RotateCcw} onClick={() => void restore([...choice.rows.values()])}>
            Restore {countText(choice.rows.size)}
          </Button>
        </BulkBar>
      )}
    </main>
  );
}

/** What the toast says after rows came back. */
function words(rows: readonly TrashRow[], restored: number): string {
  const [row] = rows;
  if (rows.length === 1 && row !== undefined) return `Restored ${kindName(row.kind)} ${row.key ?? ''} ${row.title}`.replaceAll(/\s+/g, ' ');
  return restored === 1 ? 'Restored one thing' : `Restored ${countText(restored)} things`;
}
