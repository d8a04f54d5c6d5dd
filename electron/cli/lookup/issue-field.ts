// The fields of an issue as flags, for the verbs that make and change issues. Everything is looked at before anything is
// sent, so that a wrong value changes nothing.
import { type CommandArgs, type CommandInput, commands } from '#shared/contract/command.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { Estimate } from '#shared/plan/estimate.ts';
import type { MilestoneId, PersonId, RoadmapId } from '#shared/plan/identity.ts';
import { IssueKind } from '#shared/plan/issue.ts';
import { limit } from '#shared/plan/limit.ts';
import { parseEstimate } from '#shared/plan/parse-estimate.ts';
import { Priority } from '#shared/plan/priority.ts';
import { Points } from '#shared/plan/quantity.ts';
import { StatusCategory } from '#shared/plan/status.ts';
import type { Option } from '../call.ts';
import { type Flags, isNone } from '../flags.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { findIssue } from './find-issue.ts';

/** The flags that make and change an issue. */
export const issueFieldOptions = {
  status: { type: 'string', value: 'S', help: StatusCategory.options.join(', ') },
  priority: { type: 'string', value: 'P', help: 'P0 to P3, or none' },
  estimate: { type: 'string', value: 'E', help: '40h, 5d, 2w or a range such as 32-60h; none clears it' },
  points: { type: 'string', value: 'N', help: 'story points, or none' },
  assignee: { type: 'string', value: 'NAME', help: 'person, or none; a new name is added to the people' },
  milestone: { type: 'string', value: 'KEY', help: "key or title of a milestone of the issue's roadmap, or none" },
  component: { type: 'string', value: 'NAME', help: 'component, or none' },
  sprint: { type: 'string', value: 'NAME', help: 'sprint, or none' },
  label: { type: 'string', value: 'NAMES', multiple: true, help: 'all its labels (repeated, or with commas), or none' },
  parent: { type: 'string', value: 'KEY', help: 'the issue that it is a part of, or none' },
  kind: { type: 'string', value: 'K', help: IssueKind.options.join(', ') },
  body: { type: 'string', value: 'MARKDOWN', help: 'the description, or none' },
} as const satisfies Readonly<Record<string, Option>>;

/** What the flags say; an absent field stays as it is, `null` clears it. */
export type IssueFields = Readonly<ReturnType<typeof readIssueFields>>;

/** Reads the flags of {@link issueFieldOptions}. @throws {Refusal} with exit code 2 for a value that cannot be meant. */
export function readIssueFields(flags: Flags) {
  const orNone = (name: string): string | null | undefined => {
    const text = flags.text(name);
    return text === null ? undefined : isNone(text) ? null : text;
  };
  const labels = flags.list('label');
  const priority = flags.choices('priority', Priority.options);
  const points = flags.text('points');
  const estimate = orNone('estimate');
  return {
    status: flags.choice('status', StatusCategory.options) ?? undefined,
    priority: priority.length === 0 ? undefined : (priority.at(-1) ?? null),
    estimate: typeof estimate === 'string' ? readEstimate(estimate) : estimate,
    points: points !== null && isNone(points) ? null : (flags.number('points', { from: 0, to: limit.points }) ?? undefined),
    assignee: orNone('assignee'),
    milestone: orNone('milestone'),
    component: orNone('component'),
    sprint: orNone('sprint'),
    label: labels.length === 0 ? undefined : labels.filter((label) => !isNone(label)),
    parent: orNone('parent'),
    kind: flags.choice('kind', IssueKind.options) ?? undefined,
    body: orNone('body'),
  };
}

/** `null` for what a person writes when there is none, such as a dash. */
function readEstimate(text: string): Estimate | null {
  const parsed = parseEstimate(text);
  if (!parsed.ok) throw misuse(`--estimate: ${parsed.error}`, '--estimate');
  return parsed.value;
}

/** Flags that are not called as the field of the patch. */
const flagName: Readonly<Record<string, string>> = {
  labels: 'label',
  holdReason: 'hold',
  spentHours: 'spent',
  remainingHours: 'remaining',
  needs: 'need',
};

type Patch = CommandArgs<'update-issue'>['patch'];

/** A patch whose assignee may still have to be added to the people. */
export interface SettledFields {
  readonly patch: Patch;
  /** Adds the assignee where the plan does not know the name; gives the patch with all ids in it. */
  complete(): Promise<Patch>;
}

/**
 * Turns names into ids: milestone, parent and assignee of an issue of the roadmap. Changes nothing yet.
 *
 * @throws {Refusal} with exit code 2 for a value that no issue can have, 1 for a name that the plan does not know.
 */
export async function settleFields(
  connection: Connection,
  roadmapId: RoadmapId,
  fields: IssueFields,
  plain: Patch,
): Promise<SettledFields> {
  const { assignee, milestone, parent, status, points, label: labels, body, ...same } = fields;
  const given: CommandInput<'update-issue'>['patch'] = {
    ...plain,
    ...same,
    labels,
    body: body === null ? '' : body,
    points: typeof points === 'number' ? Points.parse(points) : points,
    status: status === undefined ? undefined : { category: status },
    milestoneId: typeof milestone === 'string' ? await findMilestone(connection, roadmapId, milestone) : milestone,
    parentId: typeof parent === 'string' ? (await findIssue(connection, parent, [roadmapId])).id : parent,
  };
  const checked = commands['update-issue'].args.shape.patch.safeParse(given);
  if (!checked.success) {
    const wrong = checked.error.issues[0];
    const field = String(wrong?.path[0]);
    const flag = `--${flagName[field] ?? field}`;
    throw misuse(`${flag}: ${wrong?.message ?? 'not valid'}`, flag);
  }
  const patch = checked.data;
  if (typeof assignee !== 'string') {
    const settled = assignee === null ? { ...patch, assigneeId: null } : patch;
    return { patch: settled, complete: () => Promise.resolve(settled) };
  }
  const assigneeId = await findPerson(connection, assignee);
  return {
    patch,
    async complete() {
      return { ...patch, assigneeId: assigneeId ?? take(await connection.command('create-person', { name: assignee })).personId };
    },
  };
}

async function findMilestone(connection: Connection, roadmapId: RoadmapId, named: string): Promise<MilestoneId> {
  const { milestones } = take(await connection.query('dependency-graph', { roadmapIds: [roadmapId] })).summary;
  const wanted = named.toLowerCase();
  const found = milestones.find(({ id, key, title }) => [id, key, title].some((text) => text.toLowerCase() === wanted));
  if (found !== undefined) return found.id;
  const known = milestones.map(({ key }) => key);
  const message = `The issue's roadmap has no milestone "${named}"; known are ${known.join(', ') || 'none'}.`;
  throw new Refusal(1, problem('not-found', message, '--milestone', known));
}

/** A person by id or name, in any case and spelling of accents; `null`: a new one, whose name will do. */
async function findPerson(connection: Connection, named: string): Promise<PersonId | null> {
  const { people } = take(await connection.query('workspace', {})).summary;
  const fold = (text: string): string => text.normalize('NFC').toLowerCase();
  const known = people.find((person) => person.id === named || fold(person.name) === fold(named));
  if (known !== undefined) return known.id;
  const checked = commands['create-person'].args.safeParse({ name: named });
  if (!checked.success) throw misuse(`--assignee: ${checked.error.issues[0]?.message ?? 'not valid'}`, '--assignee');
  return null;
}
