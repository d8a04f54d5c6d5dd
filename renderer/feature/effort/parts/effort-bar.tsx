import { Download } from 'lucide-react';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { setSearch } from '#renderer/state/navigation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Choice } from '#renderer/ui/choice.tsx';
import { ToolBar, ToolBarSpace } from '#renderer/ui/tool-bar.tsx';
import { Grouping } from '#shared/contract/query.ts';
import { type EffortChoice, type EffortTable, groupingName } from '../effort-state.ts';

/** What an {@link EffortBar} takes. */
export interface EffortBarProps {
  choice: EffortChoice;
  /** `null` until it is known. */
  table: EffortTable | null;
  onExport: () => void;
}

const groupings = Grouping.options.map((value) => ({ value, label: groupingName[value] }));

/** What shapes the picture, and what it sums up. */
export function EffortBar({ choice, table, onExport }: EffortBarProps) {
  const columns = [{ value: null, label: 'None' }, ...groupings.filter(({ value }) => value !== choice.rows)];
  return (
    <ToolBar>
      <Choice name="Rows" entries={groupings} value={choice.rows} onPick={(rows) => setSearch({ rows: [rows] })} />
      <Choice<Grouping | null>
        name="Columns"
        entries={columns}
        value={choice.columns}
        onPick={(picked) => setSearch({ columns: [picked ?? 'none'] })}
      />
      <ToolBarSpace />
      {table && (
        <span className="effort-sum">
          {countText(table.issues)} issues · <strong>{hoursText(table.total)}</strong>
          {table.unestimated > 0 && ` · ${countText(table.unestimated)} without estimate`}
        </span>
      )}
      {table && table.issues > 0 && (
        <Button icon={Download} onClick={onExport}>
          CSV
        </Button>
      )}
    </ToolBar>
  );
}
