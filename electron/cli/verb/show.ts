import type { GraphEdge, IssueDetail, LinkedIssue } from '#shared/contract/query.ts';
import { problem } from '#shared/contract/problem.ts';
import type { ChecklistItem } from '#shared/plan/checklist.ts';
import { spellLag } from '#shared/plan/dependency.ts';
import { spellNeeds } from '#shared/plan/planning.ts';
import type { Person } from '#shared/plan/workspace.ts';
import type { Call, Report, Verb } from '../call.ts';
import { orderedEdges } from '../graph/ordered-edges.ts';
import { findIssue } from '../lookup/find-issue.ts';
import { indexEdges, listRecord } from '../lookup/list-record.ts';
import { Refusal, take } from '../refusal.ts';
import { checklistLines } from '../terminal/checklist-lines.ts';
import type { Paint } from '../terminal/paint.ts';
import { estimateText, hoursText } from '../terminal/quantity.ts';
import { section } from '../terminal/section.ts';
import { stateCell } from '../terminal/state-cell.ts';
import { safeLine, safeText } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** `sextant show KEY`: everything about one issue. */
export const showVerb: Verb = {
  name: 'show',
  summary: 'show everything about one issue',
  operands: 'KEY',
  words: [1, 8],
  options: {},
  examples: ['sextant show "#3"', 'sextant show Phase 21', 'sextant show 001 --roadmap "Q3" --json'],
  run,
};

async function run(call: Call): Promise<Report> {
  const connection = await call.open();
  // Several words are one key, so that `show Phase 21` needs no quotes.
  const key = call.words.join(' ');
  const found = await findIssue(connection, key, await call.roadmapIds(), 'read');
  const { summary: issue, rows: items } = take(await connection.query('issue-detail', { issueId: found.id }));
  if (issue === null) throw new Refusal(1, problem('not-found', `The issue "${key}" was deleted just now.`, key));
  const { people } = take(await connection.query('workspace', {})).summary;
  const edges = orderedEdges(take(await connection.query('dependency-graph', { roadmapIds: [] })));
  return {
    json: record(issue, items, edges),
    text: (paint) => describe(issue, items, people, paint),
    hint: nextStep(issue),
  };
}

function record(issue: IssueDetail, items: readonly ChecklistItem[], edges: readonly GraphEdge[]): Record<string, unknown> {
  return {
    ...listRecord(issue, indexEdges(edges)),
    verified: issue.status.verified,
    severity: issue.severity,
    holdReason: issue.holdReason,
    notBefore: issue.notBefore,
    deadline: issue.deadline,
    fixedStart: issue.fixedStart,
    fixedDuration: issue.fixedDuration,
    splits: issue.splits,
    needs: issue.needs,
    spentHours: issue.spentHours,
    remainingHours: issue.remainingHours,
    body: issue.body,
    parent: issue.parent,
    children: issue.children.map(({ id, key, title, status }) => ({
      id,
      key,
      title,
      status: status.name,
      statusCategory: status.category,
    })),
    waitsFor: issue.waitsForIssues.map(linked),
    unblocks: issue.unblocksIssues.map(linked),
    externals: issue.externals,
    contradictions: issue.contradictions,
    checklistItems: items.map(({ id, kind, group, text, done, parentId }) => ({ id, kind, group, text, done, parentId })),
    comments: issue.comments,
    history: issue.history,
    source: issue.source,
  };
}

function linked(other: LinkedIssue): Record<string, unknown> {
  const { id, key, title, roadmap, status, strength, note, kind, lagMinutes, setAside } = other;
  return { id, key, title, roadmap, status: status.name, statusCategory: status.category, strength, note, kind, lagMinutes, setAside };
}

function nextStep(issue: IssueDetail): string {
  if (issue.contradictions.some((text) => text.startsWith('The key '))) return `Give it another key: sextant set ${issue.id} --key KEY`;
  if (issue.contradictions.length > 0) return 'The plan contradicts itself here; settle it with: sextant depend KEY --on KEY [--remove]';
  if (issue.blocked) return `See what it waits for: sextant graph`;
  if (issue.ready) return `Start it: sextant set ${shellWord(issue.key)} --status in-progress`;
  if (issue.status.category === 'in-progress') return `Finish it: sextant set ${shellWord(issue.key)} --status done`;
  return 'See what can start now: sextant ready';
}

function describe(issue: IssueDetail, items: readonly ChecklistItem[], people: readonly Person[], paint: Paint): string {
  const state = stateCell(issue);
  const stateText = typeof state === 'string' ? state : paint(state.tone, safeLine(state.text));
  const fields: (readonly [string, string])[] = [
    ['State', `${stateText}${issue.status.verified ? ', verified' : ''}`],
    ['Status', isSaid(state, issue.status.name) ? '' : issue.status.name],
    ['Held', issue.holdReason ?? ''],
    ['Priority', issue.priority ?? ''],
    ['Severity', issue.severity ?? ''],
    ['Estimate', estimateText(issue.estimate)],
    ['Points', issue.points === null ? '' : String(issue.points)],
    ['Component', issue.component ?? ''],
    ['Category', issue.category ?? ''],
    ['Milestone', issue.milestone ?? ''],
    ['Sprint', issue.sprint ?? ''],
    ['Assignee', issue.assignee ?? ''],
    ['Flag', issue.flag ?? ''],
    ['Labels', issue.labels.join(', ')],
    ['Not before', issue.notBefore ?? ''],
    ['Deadline', issue.deadline ?? ''],
    ['Starts', issue.fixedStart?.replace('T', ' ') ?? ''],
    ['Needs', spellNeeds(issue.needs, (id) => people.find((person) => person.id === id)?.name ?? id) ?? ''],
    ['Lasts', issue.fixedDuration ? 'as long as the estimate, whoever does it' : ''],
    ['Rests', issue.splits ? '' : 'over no day off'],
    ['Spent', issue.spentHours === null ? '' : hoursText(issue.spentHours)],
    ['Remaining', issue.remainingHours === null ? '' : hoursText(issue.remainingHours)],
    ['Part of', issue.parent === null ? '' : `${issue.parent.key} ${issue.parent.title}`],
    ['Roadmap', issue.roadmap],
    ['File', issue.source === null ? '' : `${issue.source.path}:${issue.source.line}`],
  ];
  const shown = fields.filter(([, value]) => value !== '');
  const lines = [
    `${paint('title', safeLine(issue.key))}  ${paint('title', safeLine(issue.title))}`,
    ...shown.map(([name, value]) => `${paint('quiet', `${name.padEnd(10)}  `)}${name === 'State' ? value : safeLine(value)}`),
    ...section(
      'Contradictions in the plan',
      issue.contradictions.map((text) => `! ${safeLine(text)}`),
      paint,
    ),
    ...section(
      'Waits for',
      issue.waitsForIssues.map((other) => linkLine(other, paint)),
      paint,
    ),
    ...section(
      'Unblocks',
      issue.unblocksIssues.map((other) => linkLine(other, paint)),
      paint,
    ),
    ...section(
      'Outside the plan',
      issue.externals.map(({ kind, name, resolved, expectedOn }) =>
        kind === 'blocker'
          ? `waits for ${safeLine(name)}${expectedOn === null ? '' : `, expected on ${expectedOn}`}${resolved ? ' (resolved)' : ''}`
          : `${safeLine(name)} waits for it`,
      ),
      paint,
    ),
    ...section(
      'Parts',
      issue.children.map((child) => safeLine(`${child.key}  ${child.title}  (${child.status.name})`)),
      paint,
    ),
    ...checklistLines(items, paint),
  ];
  const body = safeText(issue.body).trim();
  if (body !== '') lines.push('', body);
  return lines.join('\n');
}

function isSaid(state: ReturnType<typeof stateCell>, status: string): boolean {
  return (typeof state === 'string' ? state : state.text) === status;
}

function linkLine(other: LinkedIssue, paint: Paint): string {
  const ends = other.kind === 'finish-start' ? '' : other.kind.replace('-', ' to ');
  const marks = [
    other.strength === 'soft' ? 'preferred order' : '',
    ends,
    spellLag(other.lagMinutes),
    other.setAside ? 'set aside: closes a cycle' : '',
  ].filter((mark) => mark !== '');
  const state = stateCell(other);
  const stateText = typeof state === 'string' ? state : paint(state.tone, safeLine(state.text));
  return `${safeLine(other.key)}  ${safeLine(other.title)}  (${[stateText, ...marks].join(', ')})`;
}
