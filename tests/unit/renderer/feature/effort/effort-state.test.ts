import { describe, expect, it } from 'vitest';
import { effortCsv } from '#renderer/feature/effort/effort-csv.ts';
import { effortChoiceOf, effortTable, foldLines, settledChoice } from '#renderer/feature/effort/effort-state.ts';
import { routeOf } from '#renderer/state/navigation.ts';
import type { QueryResult } from '#shared/contract/query.ts';

const answer = (columns: number): QueryResult<'effort-breakdown'> => ({
  summary: {
    total: 60,
    issues: 4,
    unestimated: 1,
    columns: Array.from({ length: columns }, (_column, place) => ({ name: place === 0 ? null : `M${place}`, hours: place + 1 })),
  },
  rows: [
    { id: 'Core', name: 'Core', hours: 40, issues: 2, unestimated: 0, share: 2 / 3, cells: Array.from({ length: columns }, () => 1) },
    { id: '', name: null, hours: 20, issues: 2, unestimated: 1, share: 1 / 3, cells: Array.from({ length: columns }, () => 2) },
  ],
});

describe('effortChoiceOf', () => {
  it('reads rows and columns from the address, and never crosses a grouping with itself', () => {
    const of = (hash: string) => effortChoiceOf(routeOf(hash));
    expect(of('#/effort')).toEqual({ rows: 'component', columns: 'milestone' });
    expect(of('#/effort?rows=milestone')).toEqual({ rows: 'milestone', columns: 'component' });
    expect(of('#/effort?rows=priority&columns=none')).toEqual({ rows: 'priority', columns: null });
    expect(of('#/effort?rows=sprint&columns=sprint')).toEqual({ rows: 'sprint', columns: null });
    expect(of('#/effort?rows=nonsense&columns=nonsense')).toEqual({ rows: 'component', columns: 'milestone' });
  });
});

describe('settledChoice', () => {
  const choice = { rows: 'component', columns: 'milestone' } as const;

  it('crosses with priorities when the address leaves it open and there is one column at most', () => {
    const open = routeOf('#/effort');
    expect(settledChoice(choice, open, answer(1))).toEqual({ rows: 'component', columns: 'priority' });
    expect(settledChoice(choice, open, answer(2))).toBe(choice);
    expect(settledChoice(choice, open, undefined)).toBe(choice);
    expect(settledChoice(choice, routeOf('#/effort?columns=milestone'), answer(1))).toBe(choice);
  });
});

describe('effortTable', () => {
  it('leaves out columns without hours', () => {
    const { summary, rows } = answer(3);
    const emptied = {
      summary: { ...summary, columns: summary.columns.map((column, place) => ({ ...column, hours: place === 1 ? 0 : 1 })) },
      rows,
    };
    const table = effortTable(emptied, { rows: 'component', columns: 'milestone' }, []);
    expect([table.columns.map(({ name }) => name), table.lines[1]?.cells]).toEqual([
      ['No milestone', 'M2'],
      [2, 2],
    ]);
  });

  it('names the group without a value and links each group to its issues', () => {
    const { lines } = effortTable(answer(2), { rows: 'component', columns: 'milestone' }, ['r1']);
    expect(lines.map(({ name, href }) => [name, href])).toEqual([
      ['Core', '#/issues?roadmap=r1&component=Core'],
      ['No component', '#/issues?roadmap=r1&component='],
    ]);
  });

  it('has no link where a list cannot be narrowed that way', () => {
    const { lines } = effortTable(answer(2), { rows: 'category', columns: null }, []);
    expect(lines.map(({ href }) => href)).toEqual([null, null]);
  });

  it('folds columns past the seventh into one and keeps every sum', () => {
    const { columns, lines } = effortTable(answer(10), { rows: 'component', columns: 'milestone' }, []);
    expect(columns.map(({ name }) => name)).toEqual(['M4', 'M5', 'M6', 'M7', 'M8', 'M9', '4 smaller']);
    expect(columns.reduce((sum, { hours }) => sum + hours, 0)).toBe(55);
    expect(lines.map(({ cells }) => cells.reduce((sum, hours) => sum + hours, 0))).toEqual([10, 20]);
  });
});

describe('foldLines', () => {
  it('sums up what does not fit, and only then', () => {
    const { lines } = effortTable(answer(3), { rows: 'component', columns: 'milestone' }, []);
    expect(foldLines(lines, 2)).toBe(lines);
    const many = Array.from({ length: 5 }, () => lines).flat();
    const folded = foldLines(many, 4);
    expect(folded).toHaveLength(4);
    expect(folded[3]).toMatchObject({ name: '7 more', hours: 200, issues: 14, unestimated: 4, cells: [11, 11, 11], href: null });
  });
});

describe('effortCsv', () => {
  it('quotes what needs it and disarms formulas', () => {
    const table = effortTable(answer(2), { rows: 'component', columns: 'milestone' }, []);
    const [first] = table.lines;
    const names = ['=1+1', 'a "b", c', '-5'];
    const lines = first === undefined ? [] : names.map((name) => ({ ...first, name, id: name }));
    expect(effortCsv({ ...table, lines }, 'Component')).toBe(
      [
        '\uFEFFComponent,No milestone,M1,Hours,Share,Issues,Without estimate',
        "'=1+1,1,1,40,0.6667,2,0",
        '"a ""b"", c",1,1,40,0.6667,2,0',
        '-5,1,1,40,0.6667,2,0',
        'All,1,2,60,1.0000,4,1',
        '',
      ].join('\r\n'),
    );
  });
});
