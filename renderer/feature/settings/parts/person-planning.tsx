import { type ReactNode, useState } from 'react';
import { useToday } from '#renderer/state/today.ts';
import { dateRange } from '#renderer/sign/date-text.ts';
import { typedNumber } from '#renderer/sign/typed-number.ts';
import { Popover } from '#renderer/ui/popover.tsx';
import { SavedField } from '#renderer/ui/saved-field.tsx';
import type { CommandInput } from '#shared/contract/command.ts';
import type { Person } from '#shared/plan/workspace.ts';
import { SpanList } from './span-list.tsx';
import { weekText, weekdays } from '../week-text.ts';

type Fields = Omit<CommandInput<'update-person'>, 'personId'>;

/** What a {@link PersonPlanning} takes. */
export interface PersonPlanningProps {
  readonly person: Person;
  /** Saves what is given; resolves to a sentence when it was refused. */
  readonly onSave: (fields: Fields) => Promise<string | null>;
}

/** When somebody works and what they can do: in a line, with a panel in which it is changed. */
export function PersonPlanning({ person, onSave }: PersonPlanningProps): ReactNode {
  const [open, setOpen] = useState(false);
  const today = useToday();
  const next = person.daysOff.find(({ last }) => last >= today);
  const part = Math.round(person.focus * person.share * 100);
  const facts = [
    weekText(person.week),
    part === 100 ? '' : `${part}\u00A0%`,
    person.units === 1 ? '' : `${person.units} alike`,
    person.skills.join(', '),
    next === undefined ? '' : `off ${dateRange(next.first, next.last, today)}`,
  ].filter((fact) => fact !== '');
  return (
    <Popover
      label={`Calendar and skills of ${person.name}`}
      width={468}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className="person-planning ellipsis"
          aria-label={`Calendar and skills of ${person.name}: ${facts.join(', ')}`}
        >
          {facts.join(' · ')}
        </button>
      }
    >
      <div className="person-form">
        <Week person={person} onSave={onSave} />
        <div className="person-form-grid">
          <Percent person={person} field="focus" name="Focus" hint="of their hours is planned work" onSave={onSave} />
          <Percent person={person} field="share" name="For this plan" hint="of their time" onSave={onSave} />
          <span>Skills</span>
          <div className="person-skills">
            <SavedField
              label={`Skills of ${person.name}`}
              placeholder="with commas"
              value={person.skills.join(', ')}
              onSave={(text) => onSave({ skills: names(text) })}
            />
          </div>
          <Whole person={person} field="units" name="How many alike" hint="1, or a crew, or machines" onSave={onSave} />
          <Whole person={person} field="wipLimit" name="In progress" hint="issues at most" onSave={onSave} />
        </div>
        <h3>Days off</h3>
        <SpanList label={`Days off of ${person.name}`} spans={person.daysOff} onSave={(daysOff) => onSave({ daysOff: [...daysOff] })} />
      </div>
    </Popover>
  );
}

const names = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What a week is while nobody has said otherwise. */
const usualWeek = [1, 1, 1, 1, 1, 0, 0];

/** Shares of the week, day by day. */
function Week({ person, onSave }: PersonPlanningProps): ReactNode {
  const week = person.week ?? usualWeek.map((share) => (share * (person.hoursPerWeek ?? 5)) / 5);
  return (
    <div className="person-week" role="group" aria-label={`Week of ${person.name}`}>
      {weekdays.map(({ short, long }, at) => (
        <div key={short}>
          <span aria-hidden="true">{short}</span>
          <SavedField
            label={`${long}, ${person.name}`}
            value={String(Math.round((week[at] ?? 0) * 100) / 100)}
            onSave={async (text) => {
              const share = typedNumber(text) ?? undefined;
              if (share === undefined) return 'A number.';
              return onSave({ week: week.map((one, index) => (index === at ? share : one)) });
            }}
          />
        </div>
      ))}
      <p>
        Hours, or parts of the week in any other unit: how {person.hoursPerWeek === null ? 'their hours' : `${person.hoursPerWeek} h`} are
        spread.
      </p>
    </div>
  );
}

interface FieldProps<Field extends keyof Fields> extends PersonPlanningProps {
  readonly field: Field;
  readonly name: string;
  readonly hint: string;
}

function Percent({ person, field, name, hint, onSave }: FieldProps<'focus' | 'share'>): ReactNode {
  return (
    <>
      <span>{name}</span>
      <SavedField
        label={`${name} of ${person.name}`}
        unit="%"
        value={String(Math.round(person[field] * 10_000) / 100)}
        onSave={async (text) => {
          const percent = typedNumber(text.replace('%', ''));
          if (typeof percent !== 'number' || percent <= 0 || percent > 100) return 'More than 0, at most 100 %.';
          return onSave({ [field]: percent / 100 });
        }}
      />
      <span className="person-hint">{hint}</span>
    </>
  );
}

function Whole({ person, field, name, hint, onSave }: FieldProps<'units' | 'wipLimit'>): ReactNode {
  return (
    <>
      <span>{name}</span>
      <SavedField
        label={`${name} of ${person.name}`}
        placeholder="any number"
        value={person[field] === null ? '' : String(person[field])}
        onSave={async (text) => {
          const count = typedNumber(text);
          if (count === null && field === 'wipLimit') return onSave({ wipLimit: null });
          if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) return 'A whole number, 1 or more.';
          return onSave({ [field]: count });
        }}
      />
      <span className="person-hint">{hint}</span>
    </>
  );
}
