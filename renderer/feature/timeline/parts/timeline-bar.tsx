import { Check, Crosshair, GanttChart, Table2, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { dateText } from '#renderer/sign/date-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Choice } from '#renderer/ui/choice.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { ToolBar, ToolBarSpace } from '#renderer/ui/tool-bar.tsx';
import { type ScaleName, scales, type TimelineState } from '../timeline-state.ts';
import { CapacityField } from './capacity-field.tsx';

const laneEntries = [
  { value: 'sprint' as const, label: 'Sprints' },
  { value: 'assignee' as const, label: 'People' },
  { value: 'milestone' as const, label: 'Milestones' },
  { value: 'roadmap' as const, label: 'Roadmaps' },
];
const scaleEntries: readonly { value: ScaleName | 'all'; label: string }[] = [
  { value: 'all', label: 'Whole plan' },
  { value: 'day', label: 'Days' },
  { value: 'week', label: 'Weeks' },
  { value: 'month', label: 'Months' },
];

/** What shapes the timeline at the left, what it sums up at the right. */
export function TimelineBar({ state, onToday }: { readonly state: TimelineState; readonly onToday: () => void }): ReactNode {
  const { options, change, model, schedule, workspace, today } = state;
  const scaleName: ScaleName | 'all' = options.pixelsPerDay === null ? 'all' : nearestScale(options.pixelsPerDay);
  return (
    <ToolBar>
      <Choice name="Lanes" entries={laneEntries} value={options.lanes} onPick={(lanes) => change({ lanes })} />
      <Choice
        name="Scale"
        entries={scaleEntries}
        value={scaleName}
        onPick={(name) => change({ pixelsPerDay: name === 'all' ? null : scales[name] })}
      />
      <Toggle on={options.critical} label="Critical path" onPress={() => change({ critical: !options.critical })} />
      <Toggle on={options.load} label="Load" onPress={() => change({ load: !options.load })} />
      {workspace !== undefined && (
        <CapacityField
          hoursPerWeek={workspace.summary.capacity.hoursPerWeek}
          total={schedule?.summary.hoursPerWeek ?? workspace.summary.capacity.hoursPerWeek}
        />
      )}
      <ToolBarSpace />
      {model !== null && schedule !== undefined && (
        <>
          {model.overWeeks > 0 && (
            <Tag tone="danger" icon={TriangleAlert}>
              {countText(model.overWeeks)} {model.overWeeks === 1 ? 'week' : 'weeks'} over capacity
            </Tag>
          )}
          {model.elsewhere > 0 && (
            <Tag tone="warn">
              {countText(model.elsewhere)} outside {model.elsewhere === 1 ? 'its' : 'their'} wished sprint
            </Tag>
          )}
          <span className="timeline-view-sum ellipsis">
            {hoursText(schedule.summary.totalHours)} in {countText(schedule.summary.weeks)}{' '}
            {schedule.summary.weeks === 1 ? 'week' : 'weeks'}, until {dateText(schedule.summary.finish, today)}
          </span>
        </>
      )}
      <Button tone="ghost" icon={Crosshair} hint="T" onClick={onToday}>
        Today
      </Button>
      <IconButton
        icon={options.as === 'table' ? GanttChart : Table2}
        label={options.as === 'table' ? 'Show as a picture' : 'Show as a table'}
        size={26}
        onClick={() => change({ as: options.as === 'table' ? 'picture' : 'table' })}
      />
    </ToolBar>
  );
}

function nearestScale(pixelsPerDay: number): ScaleName {
  if (pixelsPerDay >= 16) return 'day';
  return pixelsPerDay >= 3.5 ? 'week' : 'month';
}

function Toggle({ on, label, onPress }: { readonly on: boolean; readonly label: string; readonly onPress: () => void }): ReactNode {
  return (
    <button type="button" className="timeline-toggle" aria-pressed={on} onClick={onPress}>
      <span className="timeline-toggle-tick">{on && <Icon of={Check} size={13} />}</span>
      {label}
    </button>
  );
}
