import { problem } from '#shared/contract/problem.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { commands } from '#shared/contract/command.ts';
import type { RoadmapId } from '#shared/plan/identity.ts';
import type { Call, Report, Verb } from '../call.ts';
import { issueFieldOptions, readIssueFields, settleFields } from '../lookup/issue-field.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** `sextant add TITLE`: a new issue in a roadmap; the next free key is found by the engine. */
export const addVerb: Verb = {
  name: 'add',
  summary: 'add an issue to a roadmap; it gets the next key in the style of the plan',
  operands: 'TITLE…',
  // Several words are one title, so that a forgotten quote does no harm.
  words: [1, 100],
  options: { ...issueFieldOptions, key: { type: 'string', value: 'KEY', help: 'its key, where the next one will not do' } },
  examples: [
    'sextant add "Retry failed uploads" --priority P1 --estimate 8h',
    'sextant add Write the manual --roadmap harbour --milestone M2',
  ],
  run,
};

async function run(call: Call): Promise<Report> {
  const title = call.words.join(' ');
  const checked = commands['create-issue'].args.shape.title.safeParse(title);
  if (!checked.success) throw misuse(checked.error.issues[0]?.message ?? 'The title is not valid.', 'TITLE');
  const fields = readIssueFields(call.flags);
  const connection = await call.open();
  const roadmapId = await chooseRoadmap(connection, await call.roadmapIds());
  const settled = await settleFields(connection, roadmapId, fields, {});
  const { status, title: _none, ...patch } = await settled.complete();
  const { issueId, key } = take(
    await connection.command('create-issue', {
      roadmapId,
      title,
      ...patch,
      ...(status === undefined ? {} : { status: status.category }),
      key: call.flags.text('key') ?? undefined,
    }),
  );
  return { json: { id: issueId, key }, text: () => safeLine(`${key}: ${title}`), hint: `See it: sextant show ${shellWord(key)}` };
}

/** The roadmap that was named, or the only one there is. */
async function chooseRoadmap(connection: Connection, named: readonly RoadmapId[]): Promise<RoadmapId> {
  const { rows } = take(await connection.query('workspace', {}));
  const [only] = named.length > 0 ? named : rows.map(({ id }) => id);
  if (only === undefined) {
    throw new Refusal(
      1,
      problem('not-found', 'The workspace has no roadmap yet; import a plan first: sextant import PLAN.md', '--roadmap'),
    );
  }
  if (named.length === 0 && rows.length > 1) {
    const titles = rows.map(({ title }) => title);
    throw new Refusal(1, problem('ambiguous', `The workspace has ${rows.length} roadmaps; name one with --roadmap.`, '--roadmap', titles));
  }
  return only;
}
