import type { Connection } from '#shared/contract/connection.ts';
import type { ComparedIssue, Comparison } from '#shared/contract/view-query.ts';
import type { View } from '#shared/contract/view.ts';
import type { RoadmapId } from '#shared/plan/identity.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import type { Call, Report, Verb } from '../call.ts';
import { findView } from '../lookup/find-view.ts';
import { take } from '../refusal.ts';
import { differenceText } from '../terminal/difference.ts';

const page = 500;

/** `sextant diff A [B]`: what differs between two views of the plan. */
export const diffVerb: Verb = {
  name: 'diff',
  summary: 'what changed, slipped and grew between two moments, baselines or scenarios',
  operands: 'A [B]',
  words: [1, 2],
  options: {},
  examples: ['sextant diff 2026-11-01', 'sextant diff "Kick-off" now', 'sextant diff now "Hire two" --json'],
  run,
};

async function run(call: Call): Promise<Report> {
  const connection = await call.open();
  const from = await findView(connection, call.words[0] ?? 'now');
  const to = await findView(connection, call.words[1] ?? 'now');
  const roadmapIds = await call.roadmapIds();
  const day = IsoDate.parse(call.host.today());
  const { summary, rows } = await compareAll(connection, { from: from.view, to: to.view, day, roadmapIds });
  return differenceReport(summary, rows, [from.said, to.said].filter((said) => said !== null).join(' ') || null);
}

/** Everything that differs, page by page. @throws {Refusal} when a view cannot be opened. */
export async function compareAll(
  connection: Connection,
  asked: { readonly from: View | null; readonly to: View | null; readonly day: IsoDate; readonly roadmapIds: RoadmapId[] },
): Promise<{ summary: Comparison; rows: ComparedIssue[] }> {
  const rows: ComparedIssue[] = [];
  for (;;) {
    const answer = take(await connection.query('compare', { ...asked, offset: rows.length, limit: page }));
    rows.push(...answer.rows);
    if (answer.rows.length < page || rows.length >= answer.summary.total) return { summary: answer.summary, rows };
  }
}

/** A comparison as a verb answers it. */
export function differenceReport(summary: Comparison, rows: readonly ComparedIssue[], hint: string | null): Report {
  return {
    json: { ...summary, issueCount: summary.issues, issues: rows },
    text: (paint, columns) => differenceText(summary, rows, paint, columns),
    hint,
  };
}
