import type { PlanRows } from '#electron/engine/document/plan-rows.ts';
import type { Step } from '#electron/engine/document/step.ts';

/** Finds people by name for plans that name them, and adds those that the workspace does not know. */
export type PersonFinder = (name: string | null) => string | null;

/** Makes a finder whose new people become part of `step`. Letter case does not tell people apart. */
export function createPersonFinder(rows: PlanRows, step: Step, newId: () => string): PersonFinder {
  const fold = (name: string): string => name.normalize('NFC').toLowerCase();
  const known = new Map(rows.people().map((person) => [fold(person.name), person.id]));
  return (name) => {
    if (name === null) return null;
    const found = known.get(fold(name));
    if (found !== undefined) return found;
    const id = newId();
    known.set(fold(name), id);
    step.create(null, 'person', id, { name, hoursPerWeek: null });
    step.note(null, { issueId: null, subject: `person:${id}`, field: 'person', before: null, after: name });
    return id;
  };
}
