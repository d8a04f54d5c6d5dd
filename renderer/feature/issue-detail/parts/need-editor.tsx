import { Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { typedNumber } from '#renderer/sign/typed-number.ts';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import { SavedField } from '#renderer/ui/saved-field.tsx';
import { limit } from '#shared/plan/limit.ts';
import { type Need, spellNeeds } from '#shared/plan/planning.ts';
import type { Person } from '#shared/plan/workspace.ts';

/** What a {@link NeedEditor} takes. */
export interface NeedEditorProps {
  readonly needs: readonly Need[];
  readonly people: readonly Person[];
  readonly readOnly: boolean;
  readonly onSave: (needs: readonly Need[]) => void;
  /** What the button shows. */
  readonly children: ReactNode;
}

/** Whom an issue needs at once: line by line how many, of which people or with which skill. Each change is saved as it is made. */
export function NeedEditor({ needs, people, readOnly, onSave, children }: NeedEditorProps): ReactNode {
  const [open, setOpen] = useState(false);
  if (readOnly) return <span className="property-fact">{children}</span>;
  const replace = (at: number, need: Need | null): void =>
    onSave(needs.flatMap((one, index) => (index !== at ? [one] : need === null ? [] : [need])));
  return (
    <Popover
      label="Needs"
      width={320}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="property-value" aria-label="Change needs">
          {children}
        </button>
      }
    >
      <div className="need-editor">
        <h3>Needed at once</h3>
        {places(needs).map(({ need, at, place }) => (
          <NeedLine key={place} need={need} people={people} onChange={(next) => replace(at, next)} />
        ))}
        <p className="need-editor-hint">
          {needs.length === 0 ? 'The one it is assigned to does it, or anyone.' : 'Of several people any will do.'}
        </p>
        <Button small icon={Plus} onClick={() => onSave([...needs, { anyOf: [], skill: null, count: 1 }])}>
          Add a need
        </Button>
      </div>
    </Popover>
  );
}

/** Needs have no names: the place among so many is what tells them apart, and outlives a change of one. */
const places = (needs: readonly Need[]): { readonly need: Need; readonly at: number; readonly place: string }[] =>
  needs.map((need, at) => ({ need, at, place: `${at} of ${needs.length}` }));

function NeedLine({ need, people, onChange }: { need: Need; people: readonly Person[]; onChange: (need: Need | null) => void }): ReactNode {
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? id;
  const who = spellNeeds([{ ...need, count: 1 }], nameOf) ?? 'anyone';
  const skills = new Set(people.flatMap((person) => person.skills));
  if (need.skill !== null) skills.add(need.skill);
  const toggle = (id: Person['id']): void => {
    const others = need.anyOf.filter((one) => one !== id);
    onChange({ ...need, skill: null, anyOf: others.length === need.anyOf.length ? [...others, id] : others });
  };
  const withSkill = (skill: string): void => onChange({ ...need, anyOf: [], skill });
  const entries: readonly { readonly value: string; readonly label: string; readonly note?: string; readonly run: () => void }[] = [
    { value: 'anyone', label: 'anyone', run: () => onChange({ ...need, anyOf: [], skill: null }) },
    ...people.map(({ id, name }) => ({ value: `person ${id}`, label: name, run: () => toggle(id) })),
    ...[...skills].toSorted().map((skill) => ({ value: `skill ${skill}`, label: skill, note: 'skill', run: () => withSkill(skill) })),
  ];
  const selected =
    need.skill === null ? (need.anyOf.length === 0 ? ['anyone'] : need.anyOf.map((id) => `person ${id}`)) : [`skill ${need.skill}`];
  return (
    <div className="need-line">
      <SavedField
        label={`How many: ${who}`}
        value={String(need.count)}
        onSave={async (text) => {
          const count = typedNumber(text);
          if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > limit.units) return '1 or more.';
          onChange({ ...need, count });
          return Promise.resolve(null);
        }}
      />
      <span className="need-times" aria-hidden="true">
        ×
      </span>
      <Picker<string>
        label="Who is needed"
        several
        entries={entries}
        selected={selected}
        onPick={(value) => entries.find((entry) => entry.value === value)?.run()}
        onCreate={withSkill}
        trigger={
          <button type="button" className="need-who ellipsis" aria-label={`Who: ${who}`}>
            {who}
          </button>
        }
      />
      <IconButton icon={X} label={`No longer need ${who}`} onClick={() => onChange(null)} />
    </div>
  );
}
