import { type CSSProperties, type KeyboardEvent, useMemo, useRef } from 'react';
import { useSize } from '#renderer/ui/use-size.ts';
import './treemap.css';
import { type Box, type PlacedGroup, type TreemapCell, type TreemapGroup, treemapLayout } from './treemap-layout.ts';

/** What a {@link Treemap} takes. */
export interface TreemapProps {
  /** Text alternative: what is drawn. */
  label: string;
  groups: readonly TreemapGroup[];
  total: number;
  /** Writes an amount with its unit, and without. */
  amountText: (amount: number) => string;
  amountNumber: (amount: number) => string;
  /** Ids of the cells that are selected, in this picture or another. */
  selected?: ReadonlySet<string> | undefined;
  /** The keyboard, or a press, came to a cell. */
  onCurrent?: ((id: string) => void) | undefined;
  /** A press with Ctrl or Command, or `X`, on a cell. */
  onToggle?: ((id: string) => void) | undefined;
}

/** Groups and what is in them as areas. One stop for the Tab key; arrow keys go from cell to cell, `Enter` follows. */
export function Treemap({ label, groups, total, amountText, amountNumber, selected, onCurrent, onToggle }: TreemapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const placed = useMemo(() => treemapLayout(groups, Math.floor(width), Math.floor(height)), [groups, width, height]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
    const at = cells.findIndex((cell) => cell === document.activeElement);
    const next = cells[(at + step + cells.length) % cells.length];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  const first = placed.flatMap(({ cells }) => cells).find(({ cell }) => cell.href !== null)?.cell;
  return (
    <div
      ref={frame}
      className="treemap"
      role="group"
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const id = cellOf(event);
        if (id !== null) onCurrent?.(id);
      }}
      onClick={(event) => {
        const id = cellOf(event);
        if (id === null || onToggle === undefined || !(event.ctrlKey || event.metaKey)) return;
        // Instead of following the link in a new tab.
        event.preventDefault();
        onToggle(id);
      }}
    >
      {placed.map((block) => (
        <Block
          key={block.group.name}
          block={block}
          total={total}
          first={first}
          amountText={amountText}
          amountNumber={amountNumber}
          selected={selected}
        />
      ))}
    </div>
  );
}

/** The cell that an event is about. */
function cellOf(event: { readonly target: EventTarget }): string | null {
  return event.target instanceof Element ? (event.target.closest('[data-cell]')?.getAttribute('data-cell') ?? null) : null;
}

interface BlockProps extends Pick<TreemapProps, 'total' | 'amountText' | 'amountNumber' | 'selected'> {
  block: PlacedGroup;
  first: TreemapCell | undefined;
}

/** One group: cap, head and cells. */
function Block({ block: { group, box, headed, cells }, total, first, amountText, amountNumber, selected }: BlockProps) {
  // A custom property is not in React's CSSProperties.
  const style = { ...boxStyle(box), '--category': group.colour } as CSSProperties;
  const share = total > 0 ? `${Math.round((group.amount / total) * 100)}\u00A0%` : '';
  return (
    <div className="treemap-block" role="list" aria-label={`${group.name}: ${amountText(group.amount)}, ${share}`} style={style}>
      {headed && (
        <span className="treemap-head ellipsis" aria-hidden="true">
          <strong>{group.name}</strong> {headNote(box.width, group.name, amountText(group.amount), share)}
        </span>
      )}
      {cells.map(({ cell, box: own }) => (
        <Cell
          key={cell.id}
          cell={cell}
          box={{ ...own, x: own.x - box.x, y: own.y - box.y }}
          stop={cell === first}
          selected={selected?.has(cell.id) ?? false}
          text={amountText(cell.amount)}
          number={amountNumber(cell.amount)}
        />
      ))}
    </div>
  );
}

/** What fits beside the name of a group, in pixels of 12 px type: amount and share, the share, or nothing. */
function headNote(width: number, name: string, amount: string, share: string): string {
  const room = width - 20 - name.length * 7;
  if (room > (amount.length + share.length + 3) * 6.5) return `${amount} · ${share}`;
  return room > share.length * 6.5 ? share : '';
}

interface CellProps {
  cell: TreemapCell;
  box: Box;
  stop: boolean;
  selected: boolean;
  text: string;
  number: string;
}

/** One cell; what is written in it depends on its size. */
function Cell({ cell, box, stop, selected, text, number }: CellProps) {
  const full = box.width >= 52 && box.height >= 30;
  const name = `${cell.title}, ${text}${cell.pale ? ', done' : ''}${selected ? ', selected' : ''}`;
  const inside = full ? (
    <>
      <span className="treemap-title ellipsis">{cell.title}</span>
      {text}
    </>
  ) : box.width >= 30 && box.height >= 14 ? (
    number
  ) : null;
  const shared = {
    className: 'treemap-cell',
    style: boxStyle(box),
    title: name,
    'data-pale': cell.pale ? '' : undefined,
    'data-small': full ? undefined : '',
    'data-selected': selected ? '' : undefined,
  };
  return (
    <span role="listitem">
      {cell.href === null ? (
        <span {...shared}>{inside}</span>
      ) : (
        <a {...shared} data-cell={cell.id} href={cell.href} aria-label={name} tabIndex={stop ? 0 : -1}>
          {inside}
        </a>
      )}
    </span>
  );
}

function boxStyle({ x, y, width, height }: Box): CSSProperties {
  return { left: x, top: y, width, height };
}
