import { ArrowLeftToLine, ArrowRightFromLine, ArrowUpRight, Ban } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { CriticalSign } from '#renderer/sign/critical-sign.tsx';
import { EstimateSign } from '#renderer/sign/estimate-sign.tsx';
import { type PersonHere, PresenceMark } from '#renderer/sign/presence-mark.tsx';
import { PrioritySign } from '#renderer/sign/priority-sign.tsx';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import type { IssueRow as Row } from '#shared/contract/query.ts';
import { isOpen } from '#shared/plan/status.ts';

/** What an {@link IssueRow} takes. */
export interface IssueRowProps {
  readonly row: Row | undefined;
  /** Place over all rows, from 0. */
  readonly index: number;
  readonly id: string;
  readonly top: number;
  readonly selected: boolean;
  readonly current: boolean;
  readonly critical: boolean;
  readonly longest: number;
  /** Place of the assignee among the people, for the hue. */
  readonly personIndex: number;
  /** Who is at it now. */
  readonly present: readonly PersonHere[] | undefined;
}

/** Widths of the bars of a row that has not come yet. */
const skeleton = [0, 46, 14, 300, 30, 150, 60, 96, 130, 60];

/** One issue. It has no state of its own: editors live outside, so that it can be drawn anew at any time. */
export const IssueRow = memo(function IssueRow(props: IssueRowProps): ReactNode {
  const { row, index, id, top, selected, current, critical, longest, personIndex, present } = props;
  const style = { transform: `translateY(${top}px)` };
  if (row === undefined) {
    return (
      <div className="issue-row" role="row" aria-rowindex={index + 2} aria-busy="true" style={style}>
        <SkeletonRow widths={skeleton} />
      </div>
    );
  }
  const open = isOpen(row.status.category);
  return (
    <div
      id={id}
      className="issue-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-current={current ? '' : undefined}
      data-done={open ? undefined : ''}
      data-cancelled={row.status.category === 'cancelled' ? '' : undefined}
      data-issue={row.id}
      data-index={index}
      style={style}
    >
      <span role="gridcell" className="issue-check" data-check="">
        <span className="issue-box" role="checkbox" aria-checked={selected} aria-label={`Select ${row.key}`} />
      </span>
      <span role="gridcell" className="issue-key ellipsis" title={row.key.length > 8 ? row.key : undefined}>
        {row.key}
      </span>
      <span role="gridcell" className="issue-field" data-field="status" title={row.status.name}>
        <StatusSign status={row.status} blocked={row.blocked} ready={row.ready} />
      </span>
      <span role="gridcell" className="issue-title" data-field="title" title={row.title}>
        <span className="ellipsis">{row.title}</span>
        {critical && <CriticalSign />}
        {present !== undefined && <PresenceMark people={present} does="at this issue" />}
      </span>
      <span role="gridcell" className="issue-field" data-field="priority">
        <PrioritySign priority={row.priority} category={row.status.category} />
      </span>
      <span role="gridcell" className="issue-field" data-field="estimate">
        <EstimateSign estimate={row.estimate} longest={longest} quiet={!open} />
      </span>
      <span role="gridcell" className="issue-links" data-field="waits-for">
        <Links row={row} open={open} />
      </span>
      <span role="gridcell" className="issue-field ellipsis" data-field="component" title={row.component ?? undefined}>
        {row.component}
      </span>
      <span role="gridcell" className="issue-field ellipsis" data-field="milestone" title={row.milestone ?? undefined}>
        {row.milestone}
      </span>
      <span role="gridcell" className="issue-field issue-person" data-field="assignee">
        <Avatar name={row.assignee} index={personIndex} size={18} />
        <span className="ellipsis">{row.assignee ?? '—'}</span>
      </span>
    </div>
  );
});

/** How many it waits for, and how many wait for it. */
function Links({ row, open }: { row: Row; open: boolean }): ReactNode {
  const waits = open && row.waitsFor > 0;
  return (
    <>
      {waits && (
        <span className="issue-link" data-tone="danger" title={`Waits for ${counted(row.waitsFor)}`}>
          <Icon of={row.blocked ? Ban : ArrowLeftToLine} size={12} />
          {row.waitsFor}
        </span>
      )}
      {row.unblocks > 0 && (
        <span className="issue-link" title={open ? `${counted(row.unblocks)} wait for it` : `${counted(row.unblocks)} waited for it`}>
          <Icon of={ArrowRightFromLine} size={12} />
          {row.unblocks}
        </span>
      )}
      {open && row.waitsForExternal > 0 && (
        <span className="issue-link" data-tone="warn" title={`Waits for ${row.waitsForExternal} outside the plan`}>
          <Icon of={ArrowUpRight} size={12} />
          {row.waitsForExternal}
        </span>
      )}
    </>
  );
}

function counted(count: number): string {
  return count === 1 ? 'one open issue' : `${count} open issues`;
}
