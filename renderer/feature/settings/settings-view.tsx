import type { ReactNode } from 'react';
import { type Theme, setTheme, useTheme } from '#renderer/state/theme.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { isReadOnly, useView } from '#renderer/state/view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import { HolidaySection } from './parts/holiday-section.tsx';
import { PeopleSection } from './parts/people-section.tsx';
import { SavedField } from '#renderer/ui/saved-field.tsx';
import { SprintSection } from './parts/sprint-section.tsx';
import { StoreSection } from './parts/store-section.tsx';
import { typedNumber } from '#renderer/sign/typed-number.ts';
import './settings.css';

const themes: readonly { readonly theme: Theme; readonly name: string }[] = [
  { theme: 'system', name: 'As the system' },
  { theme: 'light', name: 'Light' },
  { theme: 'dark', name: 'Dark' },
];

/** Who works, how much, and in which sprints: what the schedule takes as given. */
export function SettingsView(): ReactNode {
  const { result } = useQuery('workspace', {});
  const past = isReadOnly(useView());
  const send = useCommand();
  const theme = useTheme();
  if (result === undefined) {
    return (
      <main className="settings" aria-busy="true">
        <SkeletonRow widths={[180, 0]} />
      </main>
    );
  }
  const { name, capacity, holidays, people, sprints } = result.summary;
  const setCapacity = async (field: 'hoursPerWeek' | 'sprintWeeks', text: string): Promise<string | null> => {
    const amount = typedNumber(text);
    if (amount === null || amount === undefined) return `“${text}” is not a number.`;
    const answer = await send('set-capacity', { [field]: amount }, { quiet: true });
    return answer.ok ? null : answer.error.message;
  };
  return (
    <main className="settings" aria-label="Settings">
      <h1 className="text-page-title">Settings</h1>
      <section aria-label="Workspace">
        <h2 className="text-section">Workspace</h2>
        <div className="settings-grid">
          <span>Name</span>
          <SavedField
            label="Name of the workspace"
            value={name}
            onSave={async (text) => {
              const answer = await send('rename-workspace', { name: text }, { quiet: true });
              return answer.ok ? null : answer.error.message;
            }}
          />
        </div>
      </section>
      <section aria-label="Capacity">
        <h2 className="text-section">Capacity</h2>
        <p className="text-secondary">The hours a week are used for everybody as long as no person below has hours of their own.</p>
        <div className="settings-grid">
          <span>Hours a week</span>
          <SavedField
            label="Hours a week"
            unit="h"
            value={String(capacity.hoursPerWeek)}
            onSave={(text) => setCapacity('hoursPerWeek', text)}
          />
          <span>Length of a sprint</span>
          <SavedField
            label="Length of a sprint in weeks"
            unit="weeks"
            value={String(capacity.sprintWeeks)}
            onSave={(text) => setCapacity('sprintWeeks', text)}
          />
        </div>
      </section>
      <PeopleSection people={people} />
      <HolidaySection holidays={holidays} />
      <SprintSection sprints={sprints} />
      {!past && <StoreSection />}
      <section aria-label="Theme">
        <h2 className="text-section">Theme</h2>
        <div className="settings-themes" role="group" aria-label="Theme">
          {themes.map((one) => (
            <Button key={one.theme} aria-pressed={theme === one.theme} onClick={() => setTheme(one.theme)}>
              {one.name}
            </Button>
          ))}
        </div>
      </section>
    </main>
  );
}
