import { type ReactNode, useState } from 'react';
import { useKnownIssues } from '#renderer/state/known-issue.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { hoursNumber, hoursRange, hoursText } from '#renderer/sign/hours-text.ts';
import { Popover } from '#renderer/ui/popover.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { Estimate } from '#shared/plan/estimate.ts';
import { parseEstimate } from '#shared/plan/parse-estimate.ts';
import type { EditorProps } from './editor-props.ts';

/** Types an estimate: `40h`, `5d`, `32-60h`, `40h 32-60`. What is understood stands beside it while one types. */
export function EstimateEditor({ issueIds, anchor, onClose }: EditorProps): ReactNode {
  const rows = useKnownIssues(issueIds);
  if (rows === undefined) return null;
  const texts = [...new Set(rows.map((row) => typedForm(row.estimate)))];
  return (
    <Popover label="Estimate" anchor={anchor} open onOpenChange={(open) => !open && onClose()} width={248}>
      <EstimateForm issueIds={issueIds} start={texts.length === 1 ? (texts[0] ?? '') : ''} onClose={onClose} />
    </Popover>
  );
}

function EstimateForm({ issueIds, start, onClose }: Omit<EditorProps, 'anchor'> & { start: string }): ReactNode {
  const send = useCommand();
  const [text, setText] = useState(start);
  const [refused, setRefused] = useState<string | null>(null);
  const read = parseEstimate(text);
  const submit = (): void => {
    if (!read.ok) return setRefused(read.error);
    onClose();
    if (text.trim() !== start) void send('set-estimate', { issueIds: [...issueIds], estimate: read.value });
  };
  return (
    <form
      className="editor-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={issueIds.length === 1 ? 'Estimate' : `Estimate of ${issueIds.length} issues`}
        placeholder="40h, 5d, 32-60h"
        autoFocus
        value={text}
        error={refused}
        end={read.ok && read.value !== null ? reading(read.value) : undefined}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setText(event.target.value);
          setRefused(null);
        }}
      />
      <p className="editor-hint">Empty takes the estimate away.</p>
    </form>
  );
}

/** What was understood: `40 h, 32–60`. */
function reading(estimate: Estimate): string {
  const range = hoursRange(estimate.optimistic, estimate.likely, estimate.pessimistic);
  return `${hoursText(estimate.likely)}${range === '' ? '' : `, ${range}`}`;
}

/** An estimate as one would type it. */
function typedForm(estimate: Estimate | null): string {
  if (estimate === null) return '';
  const { likely, optimistic, pessimistic } = estimate;
  if (optimistic === null && pessimistic === null) return `${likely}h`;
  return `${likely}h ${hoursNumber(optimistic ?? likely)}-${hoursNumber(pessimistic ?? likely)}`.replaceAll('\u202F', '');
}
