import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { QueryInput } from '#shared/contract/query.ts';
import type { MilestoneId, PersonId, RoadmapId } from '#shared/plan/identity.ts';
import { Priority } from '#shared/plan/priority.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { StatusCategory } from '#shared/plan/status.ts';
import type { Option } from '../call.ts';
import { type Flags, isNone } from '../flags.ts';
import { Refusal, take } from '../refusal.ts';
import { findSavedView } from './find-saved-view.ts';

/** What `issue-list` can be narrowed by. */
export type Filter = NonNullable<QueryInput<'issue-list'>['filter']>;

/** The flags that narrow a list of issues. */
export const filterOptions = {
  status: { type: 'string', multiple: true, value: 'S', help: 'backlog, planned, in-progress, done, cancelled' },
  priority: { type: 'string', multiple: true, value: 'P', help: 'P0 to P3, or none' },
  ready: { type: 'boolean', help: 'only what can start now' },
  blocked: { type: 'boolean', help: 'only what waits for something' },
  component: { type: 'string', multiple: true, value: 'NAME', help: 'component, or none' },
  milestone: { type: 'string', multiple: true, value: 'NAME', help: 'key or title of a milestone, or none' },
  sprint: { type: 'string', multiple: true, value: 'NAME', help: 'sprint, or none' },
  assignee: { type: 'string', multiple: true, value: 'NAME', help: 'person, or none' },
  label: { type: 'string', multiple: true, value: 'NAME', help: 'label' },
  text: { type: 'string', value: 'WORDS', help: 'words and fields, as in sextant search' },
  view: { type: 'string', value: 'NAME', help: 'what a saved view lists' },
} as const satisfies Readonly<Record<string, Option>>;

/**
 * Turns the flags of {@link filterOptions} into the filter of `issue-list`.
 *
 * @throws {Refusal} with exit code 2 for a value that cannot be meant, 1 for a milestone or person that is not there.
 */
export async function issueFilter(connection: Connection, flags: Flags, roadmapIds: RoadmapId[], today: string): Promise<Filter> {
  const orNone = (name: string): (string | null)[] => flags.list(name).map((text) => (isNone(text) ? null : text));
  return {
    roadmapIds,
    text: await searchText(connection, flags),
    today: IsoDate.parse(today),
    status: flags.choices('status', StatusCategory.options).filter((status) => status !== null),
    priority: flags.choices('priority', Priority.options),
    component: orNone('component'),
    milestoneIds: await milestoneIds(connection, orNone('milestone'), roadmapIds),
    sprint: orNone('sprint'),
    assigneeIds: await personIds(connection, orNone('assignee')),
    label: flags.list('label'),
    ready: flags.isSet('ready') ? true : null,
    blocked: flags.isSet('blocked') ? true : null,
  };
}

/** What the flags search for: the view's search and the words given beside it. */
async function searchText(connection: Connection, flags: Flags): Promise<string> {
  const text = flags.text('text') ?? '';
  const view = flags.text('view');
  if (view === null) return text;
  const saved = (await findSavedView(connection, view)).text;
  return text === '' ? saved : `(${saved.trim() === '' ? 'is:open OR is:closed' : saved}) ${text}`;
}

async function milestoneIds(connection: Connection, names: (string | null)[], roadmapIds: RoadmapId[]): Promise<(MilestoneId | null)[]> {
  if (names.every((name) => name === null)) return names.map(() => null);
  const { summary } = take(await connection.query('dependency-graph', { roadmapIds }));
  return names.flatMap((name) => {
    if (name === null) return [null];
    const wanted = name.toLowerCase();
    const found = summary.milestones.filter((milestone) =>
      [milestone.id, milestone.key, milestone.title].some((text) => text.toLowerCase() === wanted),
    );
    if (found.length > 0) return found.map((milestone) => milestone.id);
    const known = [...new Set(summary.milestones.map((milestone) => milestone.key))];
    throw unknown('milestone', name, known);
  });
}

async function personIds(connection: Connection, names: (string | null)[]): Promise<(PersonId | null)[]> {
  if (names.every((name) => name === null)) return names.map(() => null);
  const { summary } = take(await connection.query('workspace', {}));
  return names.flatMap((name) => {
    if (name === null) return [null];
    const found = summary.people.filter((person) => person.id === name || person.name.toLowerCase() === name.toLowerCase());
    if (found.length > 0) return found.map((person) => person.id);
    throw unknown(
      'assignee',
      name,
      summary.people.map((person) => person.name),
    );
  });
}

function unknown(flag: string, name: string, known: string[]): Refusal {
  const listed = known.length > 0 ? `known are ${known.slice(0, 20).join(', ')}` : 'there is none yet';
  return new Refusal(1, problem('not-found', `--${flag} "${name}" is not in the plan; ${listed}.`, `--${flag}`, known));
}
