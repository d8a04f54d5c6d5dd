import type { Result } from '#shared/base/result.ts';
import { type CommandInput, type CommandName, commands } from '#shared/contract/command.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import type { Estimate } from '#shared/plan/estimate.ts';
import type { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { limit } from '#shared/plan/limit.ts';
import { parseEstimate } from '#shared/plan/parse-estimate.ts';
import { Priority } from '#shared/plan/priority.ts';
import { Points } from '#shared/plan/quantity.ts';
import { StatusCategory } from '#shared/plan/status.ts';
import type { Call, Report, Verb } from '../call.ts';
import { type Flags, isNone } from '../flags.ts';
import { findIssue } from '../lookup/find-issue.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';

/** `sextant set KEY …`: changes fields of an issue. The word `none` clears a field. */
export const setVerb: Verb = {
  name: 'set',
  summary: 'change status, priority, estimate, assignee … of an issue',
  operands: 'KEY',
  words: [1, 1],
  options: {
    title: { type: 'string', value: 'TEXT', help: 'the title' },
    status: { type: 'string', value: 'S', help: 'backlog, planned, in-progress, done, cancelled' },
    priority: { type: 'string', value: 'P', help: 'P0 to P3, or none' },
    estimate: { type: 'string', value: 'E', help: '40h, 5d, 2w or a range such as 32-60h; none clears it' },
    points: { type: 'string', value: 'N', help: 'story points, or none' },
    assignee: { type: 'string', value: 'NAME', help: 'person, or none; a new name is added to the people' },
    milestone: { type: 'string', value: 'KEY', help: "key or title of a milestone of the issue's roadmap, or none" },
    component: { type: 'string', value: 'NAME', help: 'component, or none' },
    sprint: { type: 'string', value: 'NAME', help: 'sprint, or none' },
  },
  examples: ['sextant set "#3" --status in-progress --assignee Ada', 'sextant set 001 --estimate 32-60h --priority P1'],
  run,
};

/** One field to change, ready to be sent. */
interface Change {
  readonly field: string;
  send(): Promise<Result<unknown, Problem>>;
}

async function run(call: Call): Promise<Report> {
  const values = readValues(call.flags);
  const connection = await call.open();
  const found = await findIssue(connection, call.words[0] ?? '', await call.roadmapIds());
  const changes = await plan(connection, found.id, values);
  const changed: string[] = [];
  for (const { field, send } of changes) {
    const sent = await send();
    if (!sent.ok) throw new Refusal(1, half(sent.error, changed, field));
    changed.push(field);
  }
  return {
    json: { id: found.id, key: found.key, changed },
    text: () => safeLine(`${found.key}: ${changed.join(', ')} set.`),
    hint: `See it: sextant show "${found.key}"`,
  };
}

/** Each field is a command of its own, so what was done before a refusal stays done, and has to be said. */
function half(reason: Problem, changed: readonly string[], refused: string): Problem {
  if (changed.length === 0) return reason;
  return { ...reason, message: `${reason.message} Set before that: ${changed.join(', ')}; not set: ${refused} and what follows.` };
}

/** A change whose arguments are looked at now, so that a wrong one is refused before anything is sent. @throws {Refusal} with exit code 2. */
function change<Name extends CommandName>(connection: Connection, field: string, name: Name, args: CommandInput<Name>): Change {
  const checked = commands[name].args.safeParse(args);
  if (!checked.success) throw misuse(`--${field}: ${checked.error.issues[0]?.message ?? 'not valid'}`, `--${field}`);
  return { field, send: () => connection.command(name, args) };
}

/** What the flags say; an absent field stays as it is, `null` clears it. */
type Values = ReturnType<typeof readValues>;

// Everything is read before the workspace is opened, so that a wrong value changes nothing.
function readValues(flags: Flags) {
  const orNone = (name: string): string | null | undefined => {
    const text = flags.text(name);
    return text === null ? undefined : isNone(text) ? null : text;
  };
  const priority = flags.choices('priority', Priority.options);
  const values = {
    title: flags.text('title') ?? undefined,
    status: flags.choice('status', StatusCategory.options) ?? undefined,
    priority: priority.length === 0 ? undefined : (priority.at(-1) ?? null),
    estimate: readEstimate(orNone('estimate')),
    points: orNone('points') === null ? null : (flags.number('points', { from: 0, to: limit.points }) ?? undefined),
    assignee: orNone('assignee'),
    milestone: orNone('milestone'),
    component: orNone('component'),
    sprint: orNone('sprint'),
  };
  if (Object.values(values).every((value) => value === undefined)) {
    throw misuse('set needs at least one field to change, such as --status done; see them with: sextant set --help');
  }
  return values;
}

function readEstimate(text: string | null | undefined): Estimate | null | undefined {
  if (text === null || text === undefined) return text;
  const parsed = parseEstimate(text);
  if (!parsed.ok) throw misuse(`--estimate: ${parsed.error}`, '--estimate');
  return parsed.value;
}

async function plan(connection: Connection, issueId: IssueId, values: Values): Promise<Change[]> {
  const issueIds = [issueId];
  const { title, status, priority, estimate, points, assignee, milestone, component, sprint } = values;
  const changes: Change[] = [];
  const add = <Name extends CommandName>(field: string, name: Name, args: CommandInput<Name>): void =>
    void changes.push(change(connection, field, name, args));
  // First what can still be refused because the plan has no such milestone; last what may add a person.
  if (milestone !== undefined) {
    const milestoneId = milestone === null ? null : await findMilestone(connection, issueId, milestone);
    add('milestone', 'set-milestone', { issueIds, milestoneId });
  }
  if (title !== undefined) add('title', 'update-issue', { issueId, patch: { title } });
  if (priority !== undefined) add('priority', 'set-priority', { issueIds, priority });
  if (estimate !== undefined) add('estimate', 'set-estimate', { issueIds, estimate });
  if (points !== undefined) add('points', 'set-points', { issueIds, points: points === null ? null : Points.parse(points) });
  if (component !== undefined) add('component', 'set-component', { issueIds, component });
  if (sprint !== undefined) add('sprint', 'set-sprint', { issueIds, sprint });
  if (status !== undefined) add('status', 'set-status', { issueIds, category: status });
  if (assignee !== undefined) changes.push(await assign(connection, issueId, assignee));
  return changes;
}

async function findMilestone(connection: Connection, issueId: IssueId, named: string) {
  const { summary } = take(await connection.query('issue-detail', { issueId }));
  const roadmapIds: RoadmapId[] = summary === null ? [] : [summary.roadmapId];
  const { milestones } = take(await connection.query('dependency-graph', { roadmapIds })).summary;
  const wanted = named.toLowerCase();
  const found = milestones.find(({ id, key, title }) => [id, key, title].some((text) => text.toLowerCase() === wanted));
  if (found !== undefined) return found.id;
  const known = milestones.map(({ key }) => key);
  throw new Refusal(
    1,
    problem('not-found', `The issue's roadmap has no milestone "${named}"; known are ${known.join(', ') || 'none'}.`, '--milestone', known),
  );
}

/** Assigns to a person by id or name, in any case; one who is not known is added when everything else was found right. */
async function assign(connection: Connection, issueId: IssueId, name: string | null): Promise<Change> {
  const issueIds = [issueId];
  if (name === null) return change(connection, 'assignee', 'set-assignee', { issueIds, assigneeId: null });
  const { people } = take(await connection.query('workspace', {})).summary;
  const fold = (text: string): string => text.normalize('NFC').toLowerCase();
  const known = people.find((person) => person.id === name || fold(person.name) === fold(name));
  if (known !== undefined) return change(connection, 'assignee', 'set-assignee', { issueIds, assigneeId: known.id });
  const { field } = change(connection, 'assignee', 'create-person', { name });
  return {
    field,
    async send() {
      const created = await connection.command('create-person', { name });
      return created.ok ? connection.command('set-assignee', { issueIds, assigneeId: created.value.personId }) : created;
    },
  };
}
