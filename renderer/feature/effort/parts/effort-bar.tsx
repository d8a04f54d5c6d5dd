import { Download } from 'lucide-react';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { setSearch } from '#renderer/state/navigation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip, ChipButton, ChipText } from '#renderer/ui/chip.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
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
    <div className="effort-bar-line">
      <Chip label="Rows">
        <ChipText>Rows</ChipText>
        <Picker
          label="Rows"
          entries={groupings}
          selected={[choice.rows]}
          onPick={(rows) => setSearch({ rows: [rows] })}
          trigger={
            <ChipButton strong opens>
              {groupingName[choice.rows]}
            </ChipButton>
          }
        />
      </Chip>
      <Chip label="Columns">
        <ChipText>Columns</ChipText>
        <Picker<Grouping | null>
          label="Columns"
          entries={columns}
          selected={[choice.columns]}
          onPick={(picked) => setSearch({ columns: [picked ?? 'none'] })}
          trigger={
            <ChipButton strong opens>
              {choice.columns === null ? 'None' : groupingName[choice.columns]}
            </ChipButton>
          }
        />
      </Chip>
      <span className="effort-bar-space" />
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
    </div>
  );
}
