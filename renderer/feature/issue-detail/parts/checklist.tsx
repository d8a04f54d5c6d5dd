import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import { CheckBox } from '#renderer/ui/check-box.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import type { IssueDetail } from '#shared/contract/query.ts';
import type { ChecklistItem } from '#shared/plan/checklist.ts';
import type { ChecklistGroup } from '../checklist-group.ts';
import { MarkdownLine } from './markdown-text.tsx';

/** One list of an issue: tick, write, add, take away. */
export function Checklist({ issue, list }: { issue: IssueDetail; list: ChecklistGroup }): ReactNode {
  return (
    <section className="checklist" aria-label={list.title}>
      <header className="issue-section">
        <h2 className="text-section">{list.title}</h2>
        {list.boxes > 0 && (
          <>
            <ProgressBar part={list.done / list.boxes} label={list.title} />
            <span className="text-secondary">
              {list.done} of {list.boxes}
            </span>
          </>
        )}
      </header>
      <ul>
        {list.items.map(({ item, depth }) => (
          <ChecklistLine key={item.id} item={item} depth={depth} />
        ))}
      </ul>
      <AddItem issue={issue} list={list} />
    </section>
  );
}

function ChecklistLine({ item, depth }: { item: ChecklistItem; depth: number }): ReactNode {
  const send = useCommand();
  const [editing, setEditing] = useState(false);
  const done = item.done === true;
  return (
    <li className="checklist-line" data-done={done ? '' : undefined} style={{ paddingLeft: depth * 22 }}>
      {item.done === null ? (
        <span className="checklist-bullet" aria-hidden="true" />
      ) : (
        <CheckBox checked={done} label={item.text} onChange={(next) => void send('check-item', { itemIds: [item.id], done: next })} />
      )}
      {editing ? (
        <LineField
          label="Item"
          start={item.text}
          onSave={(text) => {
            setEditing(false);
            if (text !== '' && text !== item.text) void send('update-item', { itemId: item.id, text });
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <button type="button" className="checklist-text" title="Edit" onClick={() => setEditing(true)}>
          <MarkdownLine text={item.text} />
        </button>
      )}
      {!editing && (
        <IconButton icon={X} label={`Remove “${item.text}”`} data-edits="" onClick={() => void send('remove-item', { itemId: item.id })} />
      )}
    </li>
  );
}

function AddItem({ issue, list }: { issue: IssueDetail; list: ChecklistGroup }): ReactNode {
  const send = useCommand();
  const [open, setOpen] = useState(false);
  const [turn, setTurn] = useState(0);
  if (!open) {
    return (
      <button type="button" className="checklist-add" data-edits="" onClick={() => setOpen(true)}>
        <Icon of={Plus} /> Add an item
      </button>
    );
  }
  return (
    <LineField
      key={turn}
      label={`New item of ${list.title}`}
      start=""
      onSave={(text, byKey) => {
        // Enter leads to the next line, leaving the field ends the list.
        if (text === '' || !byKey) setOpen(false);
        if (text === '') return;
        setTurn(turn + 1);
        void send('add-item', { roadmapId: issue.roadmapId, issueId: issue.id, kind: list.kind, group: list.group, text });
      }}
      onCancel={() => setOpen(false)}
    />
  );
}

/** A line being written; it owns its draft. */
function LineField(props: {
  label: string;
  start: string;
  onSave: (text: string, byKey: boolean) => void;
  onCancel: () => void;
}): ReactNode {
  const [text, setText] = useState(props.start);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') props.onSave(text.trim(), true);
    else if (event.key === 'Escape') props.onCancel();
    else return;
    event.preventDefault();
  };
  return (
    <input
      className="checklist-field"
      aria-label={props.label}
      autoFocus
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => props.onSave(text.trim(), false)}
    />
  );
}
