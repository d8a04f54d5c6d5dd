import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { dateRange } from '#renderer/sign/date-text.ts';
import { countText, hoursRange, hoursText } from '#renderer/sign/hours-text.ts';
import { CapacityBar } from '#renderer/ui/capacity-bar.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { Grouping, IssueGroup } from '#shared/contract/query.ts';
import { StatusCategory, statusName } from '#shared/plan/status.ts';

/** What a {@link GroupRow} takes. */
export interface GroupRowProps {
  readonly group: IssueGroup;
  readonly grouping: Grouping;
  readonly collapsed: boolean;
  readonly today: string;
  readonly onToggle: () => void;
}

const nameless: Readonly<Record<Grouping, string>> = {
  priority: 'No priority',
  component: 'No component',
  category: 'No category',
  milestone: 'No milestone',
  sprint: 'Not in a sprint',
  assignee: 'Nobody',
  status: 'No status',
  roadmap: 'No roadmap',
  label: 'No label',
};

/** What a group is called on screen. */
function groupName(group: Pick<IssueGroup, 'name'>, grouping: Grouping): string {
  if (group.name === null) return nameless[grouping];
  const category = grouping === 'status' ? StatusCategory.safeParse(group.name) : undefined;
  return category?.success === true ? statusName[category.data] : group.name;
}

/** The head of a group: what it is, whether it fits, and what it sums up to. */
export function GroupRow({ group, grouping, collapsed, today, onToggle }: GroupRowProps): ReactNode {
  const dates = group.start === null || group.finish === null ? null : dateRange(group.start, group.finish, today);
  const running = group.start !== null && group.finish !== null && group.start <= today && today <= group.finish;
  return (
    <button type="button" className="group-row" aria-expanded={!collapsed} tabIndex={-1} onClick={onToggle}>
      <span className="group-row-arrow">
        <Icon of={collapsed ? ChevronRight : ChevronDown} size={13} />
      </span>
      <span className="group-row-name ellipsis">{groupName(group, grouping)}</span>
      {dates !== null && <span className="group-row-quiet">{dates}</span>}
      {running && <Tag tone="accent">active</Tag>}
      <span className="group-row-quiet">{countText(group.issues)}</span>
      <span className="group-row-space" />
      {group.capacityHours !== null && <Fit open={group.openHours} capacity={group.capacityHours} />}
      {group.unestimated > 0 && <span className="group-row-quiet">{countText(group.unestimated)} without estimate</span>}
      {group.hours > 0 && <Sum group={group} />}
    </button>
  );
}

/** Whether the open hours fit the capacity. */
function Fit({ open, capacity }: { open: number; capacity: number }): ReactNode {
  const free = capacity - open;
  return (
    <>
      <CapacityBar used={open} capacity={capacity} />
      <span className="group-row-plain">
        {hoursText(open).replace(/\u00A0h$/, '')} of {hoursText(capacity)}
      </span>
      <span className="group-row-quiet" data-tone={free < 0 ? 'danger' : undefined}>
        {free < 0 ? `${hoursText(-free)} over capacity` : `${hoursText(free)} free`}
      </span>
    </>
  );
}

/** All hours of the group, with the range in which their sum will most likely be. */
function Sum({ group }: { group: IssueGroup }): ReactNode {
  return (
    <span className="group-row-sum">
      <strong>{hoursText(group.hours)}</strong>
      {group.low !== null && group.high !== null && (
        <span className="group-row-quiet">P10–90 {hoursRange(group.low, group.hours, group.high)} h</span>
      )}
    </span>
  );
}
