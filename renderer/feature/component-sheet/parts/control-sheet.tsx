import { useState } from 'react';
import { hoursRange, hoursText } from '#renderer/sign/hours-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CheckBox } from '#renderer/ui/check-box.tsx';
import { Chip, ChipAdd, ChipButton, ChipRemove, ChipText } from '#renderer/ui/chip.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { parseEstimate } from '#shared/plan/parse-estimate.ts';
import { Specimen } from './specimen.tsx';

/** Buttons, chips, tags and fields. */
export function ControlSheet() {
  return (
    <Specimen title="Buttons, chips, fields">
      <div className="sheet-line">
        <Button tone="primary">Apply</Button>
        <Button>Choose…</Button>
        <Button tone="ghost">Cancel</Button>
        <Button tone="destructive">Delete 3</Button>
      </div>
      <div className="sheet-line">
        <Button data-focus="">Focused</Button>
        <Button data-hover="">Hover</Button>
        <Button small>Small 22</Button>
        <Button busy>Busy</Button>
        <Button disabledReason="Select at least one issue first.">Disabled</Button>
      </div>
      <FilterChip />
      <div className="sheet-line">
        <Tag>plain</Tag>
        <Tag tone="accent">active</Tag>
        <Tag tone="ready">ready</Tag>
        <Tag tone="warn">at risk</Tag>
        <Tag tone="danger">blocked</Tag>
        <Tag tone="critical">critical</Tag>
      </div>
      <EstimateField start="40h 32-60" />
      <EstimateField start="4o h" />
      <TickBoxes />
    </Specimen>
  );
}

/** A filter whose value can be chosen, removed and added again. */
function FilterChip() {
  const [values, setValues] = useState<readonly string[]>(['Cancelled']);
  const entries = ['Backlog', 'Planned', 'In progress', 'Done', 'Cancelled'].map((value) => ({ value, label: value }));
  const toggle = (value: string) => setValues(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
  return (
    <div className="sheet-line">
      {values.length > 0 && (
        <Chip label={`Status is not ${values.join(', ')}`}>
          <ChipText>Status</ChipText>
          <ChipText>is not</ChipText>
          <Picker
            label="Status"
            several
            entries={entries}
            selected={values}
            onPick={toggle}
            trigger={<ChipButton strong>{values.join(', ')}</ChipButton>}
          />
          <ChipRemove label="Remove the filter on status" onRemove={() => setValues([])} />
        </Chip>
      )}
      <ChipAdd onClick={() => setValues(['Cancelled'])}>Filter</ChipAdd>
    </div>
  );
}

/** A field that reads an estimate while it is typed. */
function EstimateField({ start }: { start: string }) {
  const [text, setText] = useState(start);
  const read = parseEstimate(text);
  const estimate = read.ok ? read.value : null;
  return (
    <TextField
      label="Estimate"
      value={text}
      onChange={(event) => setText(event.target.value)}
      error={read.ok ? null : read.error}
      end={
        estimate
          ? `${hoursText(estimate.likely)} ${hoursRange(estimate.optimistic, estimate.likely, estimate.pessimistic)}`.trim()
          : undefined
      }
    />
  );
}

/** The box to tick in its three states. */
function TickBoxes() {
  const [boxes, setBoxes] = useState([true, false]);
  const done = boxes.filter(Boolean).length;
  return (
    <div className="sheet-line sheet-boxes">
      <label>
        <CheckBox
          checked={done === boxes.length}
          partly={done > 0 && done < boxes.length}
          onChange={(checked) => setBoxes(boxes.map(() => checked))}
        />
        all
      </label>
      {boxes.map((checked, place) => (
        <label key={place === 0 ? 'first' : 'second'}>
          <CheckBox checked={checked} onChange={(next) => setBoxes(boxes.map((other, at) => (at === place ? next : other)))} />
          {place === 0 ? 'first' : 'second'}
        </label>
      ))}
    </div>
  );
}
