import { type ReactNode, useMemo } from 'react';
import { Picker } from '#renderer/ui/picker.tsx';
import { capOf } from '../key-sequence.ts';
import { isMac } from '../platform.ts';
import { selectionActions } from '../selection-action.ts';
import type { EditorProps } from './editor-props.ts';

/** What can be done to the issues, where the pointer is: the same actions with the same keys as everywhere. */
export function IssueMenu({ issueIds, anchor, onClose }: EditorProps): ReactNode {
  const actions = useMemo(() => selectionActions(issueIds, issueIds.length > 1), [issueIds]);
  return (
    <Picker<string>
      label={issueIds.length === 1 ? 'Actions on the issue' : `Actions on ${issueIds.length} issues`}
      entries={actions.map((action) => {
        const Drawing = action.icon;
        const stroke = action.keys?.[0]?.[0];
        return {
          value: action.id,
          label: action.short ?? action.title,
          glyph: Drawing && <Drawing size={14} strokeWidth={1.6} />,
          ...(stroke === undefined ? {} : { hint: capOf(stroke, isMac) }),
        };
      })}
      selected={[]}
      // The next editor opens in place of this one once it is closed.
      onPick={(id) => requestAnimationFrame(() => actions.find((action) => action.id === id)?.run())}
      anchor={anchor}
      open
      onOpenChange={(open) => !open && onClose()}
    />
  );
}
