import { Lock, LockOpen, Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useToday } from '#renderer/state/today.ts';
import { type SendCommand, useCommand } from '#renderer/state/use-command.ts';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import type { CommandInput } from '#shared/contract/command.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { nextSprint } from '../next-sprint.ts';
import { typedNumber } from '#renderer/sign/typed-number.ts';
import { SavedField } from '#renderer/ui/saved-field.tsx';

type Sprints = QueryResult<'workspace'>['summary']['sprints'];

/** The dated sprints with what they hold. */
export function SprintSection({ sprints }: { sprints: Sprints }): ReactNode {
  const send = useCommand();
  const today = useToday();
  const [refused, setRefused] = useState<string | null>(null);
  const add = async (): Promise<void> => {
    const answer = await send('create-sprint', nextSprint(sprints, today), { quiet: true });
    setRefused(answer.ok ? null : answer.error.message);
  };
  return (
    <section aria-label="Sprints">
      <h2 className="text-section">Sprints</h2>
      <p className="text-secondary">
        An issue is in the sprint that it names. Without a capacity of its own, a sprint holds what the people can do in its weeks.
      </p>
      {sprints.length > 0 && (
        <div className="settings-sprints" role="table" aria-label="Sprints">
          <div role="row" className="settings-head">
            {['Name', 'First day', 'Last day', 'Capacity', 'In it', 'Locked', 'Delete'].map((name, at) => (
              <span key={name} role="columnheader" aria-label={at > 4 ? name : undefined}>
                {at > 4 ? '' : name}
              </span>
            ))}
          </div>
          {sprints.map((sprint) => (
            <div key={sprint.id} role="row">
              <span role="cell">
                <SavedField
                  label={`Name of ${sprint.name}`}
                  value={sprint.name}
                  onSave={(name) => update(send, { sprintId: sprint.id, name })}
                />
              </span>
              {(['start', 'finish'] as const).map((end) => (
                <span key={end} role="cell">
                  <SavedField
                    label={`${end === 'start' ? 'First' : 'Last'} day of ${sprint.name}`}
                    type="date"
                    value={sprint[end]}
                    onSave={async (text) => {
                      const date = IsoDate.safeParse(text);
                      return date.success ? update(send, { sprintId: sprint.id, [end]: date.data }) : 'A day is written like 2026-11-30.';
                    }}
                  />
                </span>
              ))}
              <span role="cell">
                <SavedField
                  label={`Capacity of ${sprint.name}`}
                  unit="h"
                  placeholder="computed"
                  value={sprint.capacityHours === null ? '' : String(sprint.capacityHours)}
                  onSave={async (text) => {
                    const capacityHours = typedNumber(text);
                    if (capacityHours === undefined) return `“${text}” is not a number of hours.`;
                    return update(send, { sprintId: sprint.id, capacityHours });
                  }}
                />
              </span>
              <span role="cell" className="settings-fact">
                {countText(sprint.issues)} · {hoursText(sprint.hours)}
              </span>
              <span role="cell" data-edits="">
                <IconButton
                  className="settings-lock"
                  icon={sprint.locked ? Lock : LockOpen}
                  label={sprint.locked ? `Unlock ${sprint.name}` : `Lock ${sprint.name}`}
                  note={sprint.locked ? 'What is in it stays in it now' : 'What is in it stays in it, and nothing else enters'}
                  aria-pressed={sprint.locked}
                  onClick={() => void send('update-sprint', { sprintId: sprint.id, locked: !sprint.locked })}
                />
              </span>
              <span role="cell" data-edits="">
                <IconButton
                  icon={Trash2}
                  label={`Delete ${sprint.name}; its issues stay`}
                  onClick={() => void send('delete-sprint', { sprintId: sprint.id })}
                />
              </span>
            </div>
          ))}
        </div>
      )}
      {refused !== null && (
        <p className="settings-refused" role="alert">
          {refused}
        </p>
      )}
      <Button icon={Plus} data-edits="" onClick={() => void add()}>
        Add a sprint
      </Button>
    </section>
  );
}

async function update(send: SendCommand, args: CommandInput<'update-sprint'>): Promise<string | null> {
  const answer = await send('update-sprint', args, { quiet: true });
  return answer.ok ? null : answer.error.message;
}
