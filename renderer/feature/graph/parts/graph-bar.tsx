import { Scan, Table2, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Choice } from '#renderer/ui/choice.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ToolBar } from '#renderer/ui/tool-bar.tsx';
import type { GraphOptions } from '../graph-state.ts';
import type { GraphModel } from './graph-model.ts';

const showEntries = [
  { value: 'open' as const, label: 'Not done + direct ancestors' },
  { value: 'all' as const, label: 'All issues' },
];
const clusterEntries = [
  { value: 'milestone' as const, label: 'Milestone' },
  { value: 'roadmap' as const, label: 'Roadmap' },
  { value: 'none' as const, label: 'None' },
];
const tintEntries = [
  { value: 'slack' as const, label: 'Slack' },
  { value: 'none' as const, label: 'None' },
];

/** What shapes the picture at the left, what it sums up at the right. */
export function GraphBar({
  options,
  change,
  model,
  redundant,
  focusable,
}: {
  readonly options: GraphOptions;
  readonly change: (next: Partial<GraphOptions>) => void;
  readonly model: GraphModel | null;
  readonly redundant: number;
  /** An issue is chosen that the picture can be narrowed to. */
  readonly focusable: boolean;
}): ReactNode {
  const steps = model?.critical.length ?? 0;
  return (
    <ToolBar>
      <Choice name="Show" entries={showEntries} value={options.show} onPick={(show) => change({ show })} />
      <Choice name="Tint" entries={tintEntries} value={options.tint} onPick={(tint) => change({ tint })} />
      <Choice name="Cluster" entries={clusterEntries} value={options.cluster} onPick={(cluster) => change({ cluster })} />
      {model !== null && (
        <button
          type="button"
          className="graph-critical"
          aria-pressed={options.critical && steps > 0}
          disabled={steps === 0}
          title={steps === 0 ? 'No open issue has an estimate, so no chain is the longest.' : undefined}
          onClick={() => change({ critical: !options.critical })}
        >
          <svg width="15" height="10" viewBox="0 0 15 10" aria-hidden="true">
            <path d="M0 5H12.5M8.7 1.4 12.7 5 8.7 8.6" fill="none" stroke="currentColor" strokeWidth="1.7" />
          </svg>
          {steps === 0
            ? 'Critical path · no estimates'
            : `Critical path · ${steps} ${steps === 1 ? 'issue' : 'issues'}, ${hoursText(model.criticalHours)}`}
        </button>
      )}
      <Button
        tone="ghost"
        icon={Scan}
        aria-pressed={options.focus !== null}
        disabledReason={focusable || options.focus !== null ? undefined : 'Choose an issue first.'}
        onClick={() => change({ focus: options.focus === null ? 'selected' : null })}
      >
        {options.focus === null ? 'Focus on neighbours' : 'Show everything'}
        <KeyHint keys="F" />
      </Button>
      {model !== null && (
        <span className="graph-view-sum">
          {countText(model.shownIssues)} of {countText(model.issues.size)} issues · {countText(model.shownEdges)} dependencies
          {redundant > 0 && ` · ${countText(redundant)} redundant hidden`}
        </span>
      )}
      <IconButton
        icon={options.as === 'table' ? Workflow : Table2}
        label={options.as === 'table' ? 'Show as a picture' : 'Show as a table'}
        size={26}
        onClick={() => change({ as: options.as === 'table' ? 'picture' : 'table' })}
      />
    </ToolBar>
  );
}
