import { Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useUndo } from '#renderer/state/undo.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { capOf } from './key-sequence.ts';
import { isMac } from './platform.ts';

/** Undo and redo, each with what it would do in its tooltip. */
export function UndoButtons(): ReactNode {
  const { undo, redo, runUndo, runRedo } = useUndo();
  return (
    <span className="top-bar-undo">
      <IconButton
        icon={Undo2}
        label="Undo"
        hint={capOf('mod+z', isMac)}
        note={undo?.label}
        size={26}
        disabledReason={undo === null ? 'You have changed nothing that could be taken back' : undefined}
        onClick={runUndo}
      />
      <IconButton
        icon={Redo2}
        label="Redo"
        hint={capOf('mod+shift+z', isMac)}
        note={redo?.label}
        size={26}
        disabledReason={redo === null ? 'Nothing was undone' : undefined}
        onClick={runRedo}
      />
    </span>
  );
}
