import { dateText } from '#renderer/sign/date-text.ts';
import type { ScheduledIssue } from '#shared/contract/schedule.ts';
import { openBefore } from './chain.ts';
import type { GraphModel } from './graph-model.ts';
import { slackText } from './slack.ts';

/** What a sentence is made from: where the issue stands, and how the schedule placed it and what comes before it. */
export interface WhyInput {
  readonly model: GraphModel;
  readonly id: string;
  /** Layer in the drawing, −1 in the grid. */
  readonly layer: number;
  readonly scheduled: ReadonlyMap<string, ScheduledIssue>;
  readonly today: string;
  readonly hoursPerDay: number;
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** A small number as a word, with its noun: `one issue`, `14 issues`. */
function counted(count: number, noun: string): string {
  return `${numbers[count] ?? String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Why the issue stands in its layer, and why it starts when it does; whole sentences, with issues by their keys. */
export function whyHere({ model, id, layer, scheduled, today }: WhyInput): string[] {
  const issue = model.issues.get(id);
  if (issue === undefined) return [];
  const sentences = [layerSentence(layer)];
  const placed = scheduled.get(id);
  if (placed === undefined || issue.status.category === 'done' || issue.status.category === 'cancelled') return sentences;
  const before = openBefore(model, id)
    .flatMap((other) => scheduled.get(other) ?? [])
    .sort((a, b) => (a.finish < b.finish ? 1 : -1));
  const latest = before[0];
  const start = dateText(placed.start, today);
  if (issue.status.category === 'in-progress') sentences.push('Work on it is under way.');
  if (placed.unestimated) sentences.push('It has no estimate, so the schedule gives it no time.');
  else if (latest !== undefined && latest.finish.slice(0, 10) >= previousDays(placed.start.slice(0, 10))) {
    sentences.push(`It starts on ${start}: ${latest.key}, which it waits for, ends on ${dateText(latest.finish, today)}.`);
  } else if (before.length > 0) {
    sentences.push(`What it waits for is done earlier, but everybody is busy with more urgent work until ${start}.`);
  } else if (placed.start.slice(0, 10) > today) {
    sentences.push(`Nothing in the plan holds it back; capacity does, until ${start}.`);
  } else sentences.push('Nothing holds it back: the schedule starts it at once.');
  if (issue.externalBlockers.length > 0) {
    sentences.push(`The date counts on ${issue.externalBlockers.map((outside) => outside.name).join(', ')}, which is outside the plan.`);
  }
  return sentences;
}

function layerSentence(layer: number): string {
  if (layer < 0) return 'It stands apart because it waits for nothing and nothing waits for it.';
  if (layer === 0) return 'It sits in layer 1 because nothing that is shown comes before it.';
  return `It sits in layer ${layer + 1} because the longest chain before it has ${counted(layer, 'step')}.`;
}

/** The day three days before: a weekend may lie between the end of one issue and the start of the next. */
function previousDays(date: string): string {
  return new Date(Date.parse(date) - 3 * 86_400_000).toISOString().slice(0, 10);
}

/** What happens when the issue takes longer than planned. */
export function ifItSlips({ model, id, hoursPerDay }: WhyInput): string {
  const node = model.graph.nodeOf.get(id);
  const issue = model.issues.get(id);
  if (node === undefined || issue === undefined || model.times.length === 0) return '';
  const slack = model.times.totalSlack[node] ?? 0;
  const free = model.times.freeSlack[node] ?? 0;
  const last = model.issues.get(model.critical.at(-1) ?? '');
  const end = last === undefined ? 'the end of the plan' : `the end of ${last.key}`;
  if (slack === 0) return `Each working day late moves ${end} by one day.`;
  const total = slackText(slack, hoursPerDay).replace(' slack', '');
  if (free === slack) return `It can slip by ${total} before anything else moves.`;
  if (free === 0) return `What waits for it moves at once; ${end} moves only after ${total}.`;
  return `What waits for it moves after ${slackText(free, hoursPerDay).replace(' slack', '')}; ${end} only after ${total}.`;
}
