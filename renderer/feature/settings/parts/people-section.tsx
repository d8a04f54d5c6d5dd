import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { type SendCommand, useCommand } from '#renderer/state/use-command.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import type { CommandInput } from '#shared/contract/command.ts';
import type { Person } from '#shared/plan/workspace.ts';
import { typedNumber } from '#renderer/sign/typed-number.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { PersonPlanning } from './person-planning.tsx';
import { NameForm } from '#renderer/ui/name-form.tsx';
import { SavedField } from '#renderer/ui/saved-field.tsx';

/** The people of the team: their hours, when they work and what they can do. */
export function PeopleSection({ people }: { people: readonly Person[] }): ReactNode {
  const send = useCommand();
  return (
    <section aria-label="People">
      <h2 className="text-section">People</h2>
      {people.length > 0 && (
        <div className="settings-people" role="table" aria-label="People">
          <div role="row" className="settings-head">
            <span role="columnheader" aria-label="Sign" />
            <span role="columnheader">Name</span>
            <span role="columnheader">Hours a week</span>
            <span role="columnheader" className="settings-indent">
              Week, skills, days off
            </span>
            <span role="columnheader" aria-label="Delete" />
          </div>
          {people.map((person, index) => (
            <div key={person.id} role="row">
              <span role="cell">
                <Avatar name={person.name} index={index} size={20} />
              </span>
              <span role="cell">
                <SavedField
                  label={`Name of ${person.name}`}
                  value={person.name}
                  onSave={(name) => update(send, { personId: person.id, name })}
                />
              </span>
              <span role="cell">
                <SavedField
                  label={`Hours a week of ${person.name}`}
                  unit="h"
                  placeholder="as above"
                  value={person.hoursPerWeek === null ? '' : String(person.hoursPerWeek)}
                  onSave={async (text) => {
                    const hoursPerWeek = typedNumber(text);
                    if (hoursPerWeek === undefined) return `“${text}” is not a number of hours.`;
                    return update(send, { personId: person.id, hoursPerWeek });
                  }}
                />
              </span>
              <span role="cell" className="settings-cell">
                <PersonPlanning person={person} onSave={(fields) => update(send, { personId: person.id, ...fields })} />
              </span>
              <span role="cell" data-edits="">
                <IconButton
                  icon={Trash2}
                  label={`Delete ${person.name}`}
                  note="Their issues are nobody’s, until they are restored"
                  onClick={() => void send('delete-person', { personId: person.id })}
                />
              </span>
            </div>
          ))}
        </div>
      )}
      <div data-edits="">
        <AddPerson />
      </div>
    </section>
  );
}

async function update(send: SendCommand, args: CommandInput<'update-person'>): Promise<string | null> {
  const answer = await send('update-person', args, { quiet: true });
  return answer.ok ? null : answer.error.message;
}

function AddPerson(): ReactNode {
  const send = useCommand();
  return (
    <NameForm
      label="Name of a new person"
      placeholder="Name"
      action="Add a person"
      icon={Plus}
      empty="A person needs a name."
      onSubmit={async (name) => {
        const answer = await send('create-person', { name }, { quiet: true });
        return answer.ok ? null : answer.error.message;
      }}
    />
  );
}
