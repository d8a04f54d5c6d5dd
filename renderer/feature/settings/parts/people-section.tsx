import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type SendCommand, useCommand } from '#renderer/state/use-command.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { CommandInput } from '#shared/contract/command.ts';
import type { Person } from '#shared/plan/workspace.ts';
import { typedNumber } from '../typed-number.ts';
import { SavedField } from '#renderer/ui/saved-field.tsx';

/** The people of the team with their hours a week. */
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
            </div>
          ))}
        </div>
      )}
      <AddPerson />
    </section>
  );
}

async function update(send: SendCommand, args: CommandInput<'update-person'>): Promise<string | null> {
  const answer = await send('update-person', args, { quiet: true });
  return answer.ok ? null : answer.error.message;
}

function AddPerson(): ReactNode {
  const send = useCommand();
  const [name, setName] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const add = async (): Promise<void> => {
    if (name.trim() === '') return setRefused('A person needs a name.');
    const answer = await send('create-person', { name }, { quiet: true });
    if (answer.ok) setName('');
    else setRefused(answer.error.message);
  };
  return (
    <form
      className="settings-add"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        label="Name of a new person"
        placeholder="Name"
        value={name}
        error={refused}
        onChange={(event) => {
          setName(event.target.value);
          setRefused(null);
        }}
      />
      <Button type="submit" icon={Plus}>
        Add a person
      </Button>
    </form>
  );
}
