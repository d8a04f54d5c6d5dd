import type { QueryResult } from '#shared/contract/query.ts';
import type { ChecklistItem } from '#shared/plan/checklist.ts';
import { importHint } from '../lookup/import-hint.ts';
import type { Call, Report, Verb } from '../call.ts';
import { take } from '../refusal.ts';
import { checklistLines } from '../terminal/checklist-lines.ts';
import type { Paint } from '../terminal/paint.ts';
import { countText, hoursText } from '../terminal/quantity.ts';
import { section } from '../terminal/section.ts';
import { safeLine } from '../terminal/text-width.ts';

type Outline = QueryResult<'roadmap-outline'>;
type Plan = NonNullable<Outline['summary']>;
type Milestone = Outline['rows'][number];

/** `sextant outline`: each roadmap from above: goal, milestones, must-haves, metrics, next actions, risks. */
export const outlineVerb: Verb = {
  name: 'outline',
  summary: 'show roadmaps from above: goal, milestones, must-haves, metrics, next actions, risks',
  operands: '',
  words: [0, 0],
  options: {},
  examples: ['sextant outline', 'sextant outline --roadmap "Q3" --json'],
  run,
};

async function run(call: Call): Promise<Report> {
  const connection = await call.open();
  const narrowed = await call.roadmapIds();
  const ids = narrowed.length > 0 ? narrowed : take(await connection.query('workspace', {})).rows.map(({ id }) => id);
  const outlines: { plan: Plan; milestones: readonly Milestone[] }[] = [];
  for (const roadmapId of ids) {
    const { summary, rows } = take(await connection.query('roadmap-outline', { roadmapId }));
    if (summary !== null) outlines.push({ plan: summary, milestones: rows });
  }
  return {
    json: outlines.map(({ plan, milestones }) => record(plan, milestones)),
    text: (paint) =>
      outlines.length === 0
        ? 'There is no roadmap yet.'
        : outlines.map(({ plan, milestones }) => describe(plan, milestones, paint)).join('\n\n\n'),
    hint: outlines.length === 0 ? importHint(call) : 'See the issues: sextant list; where the hours are: sextant effort',
  };
}

function record(
  { roadmap, checklist, risks, statedTotals, sprints, unplaced, externalTargets }: Plan,
  milestones: readonly Milestone[],
): unknown {
  const ofKind = (kind: ChecklistItem['kind']): unknown[] => checklist.filter((item) => item.kind === kind).map(itemRecord);
  return {
    ...roadmap,
    milestones: milestones.map((milestone) => ({
      id: milestone.id,
      key: milestone.key,
      title: milestone.title,
      goal: milestone.goal,
      status: milestone.status,
      implied: milestone.implied,
      target: milestone.target,
      hours: milestone.hours,
      doneHours: milestone.doneHours,
      unestimated: milestone.unestimated,
      issues: milestone.issues.map(({ key }) => key),
      checklist: milestone.checklist.map(itemRecord),
      notes: milestone.notes,
    })),
    withoutMilestone: unplaced.map(({ key }) => key),
    mustHaves: ofKind('must-have'),
    metrics: ofKind('metric'),
    actions: ofKind('action'),
    otherItems: checklist.filter(({ kind }) => !['must-have', 'metric', 'action'].includes(kind)).map(itemRecord),
    risks: risks.map(({ title, group, likelihood, impact, mitigations, issueKeys }) => ({
      title,
      group,
      likelihood,
      impact,
      mitigations,
      issues: issueKeys,
    })),
    statedTotals,
    sprints: sprints.map(({ name, title, note }) => ({ name, title, note })),
    externalTargets,
  };
}

function itemRecord({ id, kind, group, text, done }: ChecklistItem): unknown {
  return { id, kind, group, text, done };
}

function describe({ roadmap, checklist, risks, unplaced, externalTargets }: Plan, milestones: readonly Milestone[], paint: Paint): string {
  const facts = [
    roadmap.status === null ? '' : roadmap.status.name,
    roadmap.currentMilestone === null ? '' : `current milestone ${roadmap.currentMilestone}`,
    roadmap.generatedOn === null ? '' : `written ${roadmap.generatedOn}`,
    roadmap.sourcePath ?? '',
  ].filter((fact) => fact !== '');
  return [
    paint('title', safeLine(roadmap.title)),
    ...(roadmap.goal === '' ? [] : [safeLine(roadmap.goal)]),
    ...(facts.length === 0 ? [] : [paint('quiet', safeLine(facts.join(' · ')))]),
    ...milestones.flatMap((milestone) => milestoneLines(milestone, paint)),
    ...section('Without a milestone', unplaced.map(issueLine), paint),
    ...checklistLines(checklist, paint, false),
    ...section(
      'Risks',
      risks.map((risk) =>
        safeLine(`${risk.title} (likelihood ${risk.likelihood}, impact ${risk.impact}) ${risk.issueKeys.join(', ')}`.trim()),
      ),
      paint,
    ),
    ...section(
      'Waits for this plan',
      externalTargets.map(({ name, keys }) => safeLine(`${name}: ${keys.join(', ')}`)),
      paint,
    ),
  ].join('\n');
}

function milestoneLines(milestone: Milestone, paint: Paint): string[] {
  const { key, title, goal, status, implied, issues, checklist, hours, doneHours } = milestone;
  const boxes = checklist.filter(({ done }) => done !== null);
  const marks = [
    status?.name ?? '',
    implied ? 'implied by its phases' : '',
    issues.length > 0 ? countText(issues.length, 'issue') : '',
    boxes.length > 0 ? `${boxes.filter(({ done }) => done).length} of ${countText(boxes.length, 'item')} ticked` : '',
    hours > 0 ? `${hoursText(doneHours)} of ${hoursText(hours)} done` : '',
  ].filter((mark) => mark !== '');
  return [
    '',
    `${paint('title', safeLine(title.includes(key) ? title : `${key} ${title}`))}  ${paint('quiet', safeLine(marks.join(' · ')))}`,
    ...(goal === '' ? [] : [`  ${safeLine(goal)}`]),
    ...issues.map((issue) => `  ${issueLine(issue)}`),
    // Under its milestone a list needs no head of its own.
    ...checklist.map(({ done, text }) => `  ${done === null ? '-' : done ? '[x]' : '[ ]'} ${safeLine(text)}`),
  ];
}

function issueLine({ key, title, status, dependsOnKeys }: Milestone['issues'][number]): string {
  const after = dependsOnKeys.length === 0 ? '' : `, after ${dependsOnKeys.join(', ')}`;
  return safeLine(`${key}  ${title}  (${status.name}${after})`);
}
