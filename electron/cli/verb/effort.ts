import { Grouping, type QueryResult } from '#shared/contract/query.ts';
import type { Call, Report, Verb } from '../call.ts';
import { take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { hoursText, percentText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';

/** `sextant effort`: where the hours are. */
export const effortVerb: Verb = {
  name: 'effort',
  summary: 'sum estimates by priority, component, milestone …',
  operands: '',
  words: [0, 0],
  options: { by: { type: 'string', value: 'GROUPING', help: `${Grouping.options.join(', ')} (default priority)` } },
  examples: ['sextant effort --by component', 'sextant effort --by milestone --json'],
  run,
};

async function run(call: Call): Promise<Report> {
  const by = call.flags.choice('by', Grouping.options) ?? 'priority';
  const connection = await call.open();
  const roadmapIds = await call.roadmapIds();
  const result = take(await connection.query('effort-breakdown', { roadmapIds, rows: by }));
  const { summary, rows } = result;
  return {
    json: {
      unit: 'hours',
      by,
      total: summary.total,
      issues: summary.issues,
      unestimated: summary.unestimated,
      groups: rows.map(({ name, hours, issues, share, unestimated }) => ({ name, hours, issues, share, unestimated })),
    },
    text: (paint, columns) => describe(by, result, paint, columns),
    hint:
      summary.unestimated > 0
        ? `${summary.unestimated} of ${summary.issues} issues have no estimate; give one: sextant set KEY --estimate 32-60h`
        : 'See when it fits: sextant plan',
  };
}

function describe(by: string, result: QueryResult<'effort-breakdown'>, paint: Paint, columns: number | null): string {
  const { summary, rows } = result;
  return table(
    [
      { head: `${by.slice(0, 1).toUpperCase()}${by.slice(1)}`, flexible: true },
      { head: 'Hours', align: 'right' },
      { head: 'Share', align: 'right' },
      { head: 'Issues', align: 'right' },
      { head: 'No estimate', align: 'right' },
    ],
    [
      ...rows.map((row) => [
        row.name === null ? ({ text: `no ${by}`, tone: 'quiet' } as const) : row.name,
        hoursText(row.hours),
        percentText(row.share),
        String(row.issues),
        row.unestimated > 0 ? String(row.unestimated) : '',
      ]),
      [
        { text: 'Total', tone: 'title' } as const,
        hoursText(summary.total),
        '',
        String(summary.issues),
        summary.unestimated > 0 ? String(summary.unestimated) : '',
      ],
    ],
    paint,
    columns,
  );
}
