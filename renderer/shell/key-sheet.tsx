import type { ReactNode } from 'react';
import { type ActionGroup, useAllActions } from '#renderer/state/action.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { capsOf } from './key-sequence.ts';
import { Modal } from './modal.tsx';
import { isMac } from './platform.ts';
import './key-sheet.css';

const headings: readonly { readonly group: ActionGroup; readonly title: string }[] = [
  { group: 'list', title: 'In a list' },
  { group: 'selection', title: 'The selected issues' },
  { group: 'issue', title: 'The open issue' },
  { group: 'edit', title: 'Taking back' },
  { group: 'create', title: 'New' },
  { group: 'go', title: 'Go to' },
  { group: 'view', title: 'View' },
  { group: 'help', title: 'Find' },
];

/** Every key that works here and now, read from the same registry that runs them. */
export function KeySheet({ onClose }: { onClose: () => void }): ReactNode {
  const actions = useAllActions();
  return (
    <Modal label="Keys" className="key-sheet" onClose={onClose}>
      <h2 className="modal-head">Keys that work here</h2>
      <div className="modal-body key-sheet-body" data-autofocus="" tabIndex={-1}>
        {headings.map(({ group, title }) => {
          const mine = actions.filter((action) => action.group === group && (action.keys?.length ?? 0) > 0);
          if (mine.length === 0) return null;
          return (
            <section key={group} className="key-sheet-group" aria-label={title}>
              <h3>{title}</h3>
              <dl>
                {mine.map((action) => (
                  <div key={action.id} className="key-sheet-line">
                    <dt>{action.title}</dt>
                    <dd>
                      {(action.keys ?? []).map((sequence, index) => (
                        <span key={sequence.join(' ')} className="key-sheet-keys">
                          {index > 0 && <span className="key-sheet-or">or</span>}
                          {capsOf(sequence, isMac).map((cap) => (
                            <KeyHint key={cap} keys={cap} />
                          ))}
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}
