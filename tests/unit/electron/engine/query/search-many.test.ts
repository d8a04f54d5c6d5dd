// More hits than are looked at one by one: whichever index leads the way, what is found is what looking at every issue finds.
import { afterAll, expect, test } from 'vitest';
import type { QueryResult } from '#shared/contract/query.ts';
import { openProjection } from '#tests/support/projection-database.ts';
import { ask } from './ask.ts';

interface Made {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly priority: string | null;
  readonly status: string;
  readonly component: string | null;
  readonly estimate: number;
  readonly label: string | null;
  readonly waits: boolean;
}

const statuses = ['planned', 'backlog', 'in-progress', 'done', 'cancelled'];

const made: readonly Made[] = Array.from({ length: 3000 }, (_, at) => ({
  id: `i${String(at).padStart(5, '0')}`,
  title: `${at % 9 === 0 ? 'common ' : ''}thing ${at % 250 === 3 ? 'seldom' : 'usual'}`,
  body: `${at % 5 === 0 ? '' : 'common '}${at % 3 === 0 ? 'other' : ''}`,
  priority: at % 40 === 1 ? 'P0' : at % 4 === 0 ? null : 'P2',
  status: statuses[at % statuses.length] ?? '',
  component: at % 60 === 2 ? 'Straße/East' : at % 7 === 0 ? null : 'Core',
  estimate: at % 41,
  label: at % 90 === 5 ? 'rare' : at % 2 === 0 ? 'frequent' : null,
  waits: at % 6 === 0,
}));

const database = openProjection();
database.insert('roadmap', { id: 'r' });
for (const { id, title, body, priority, status, component, estimate, label, waits } of made) {
  database.insert('issue', {
    id,
    roadmap_id: 'r',
    key: id,
    title,
    body,
    priority,
    status_category: status,
    status_name: status,
    component,
    estimate_likely: estimate,
    rank: id,
    waits_for: waits ? 1 : 0,
  });
  if (label !== null) database.insert('issue_label', { issue_id: id, label });
}
database.index();
afterAll(() => database.close());

const has =
  (word: string) =>
  ({ title, body }: Made): boolean =>
    `${title} ${body}`.split(' ').includes(word);
const isOpen = ({ status }: Made): boolean => status !== 'done' && status !== 'cancelled';
const isBlocked = (issue: Made): boolean => isOpen(issue) && issue.waits;
const common = has('common');

test.each<readonly [text: string, fits: (issue: Made) => boolean]>([
  ['common status:open', (issue) => common(issue) && isOpen(issue)],
  ['common priority:P0', (issue) => common(issue) && issue.priority === 'P0'],
  ['common priority:P0 estimate:>20', (issue) => common(issue) && issue.priority === 'P0' && issue.estimate > 20],
  ['common estimate:>38', (issue) => common(issue) && issue.estimate > 38],
  ['common estimate:>100', () => false],
  ['common blocked:yes estimate:<5', (issue) => common(issue) && isBlocked(issue) && issue.estimate < 5],
  ['common blocked:yes status:in-progress', (issue) => common(issue) && isBlocked(issue) && issue.status === 'in-progress'],
  [
    'common ready:yes priority:none',
    (issue) => common(issue) && !issue.waits && issue.priority === null && /backlog|planned/u.test(issue.status),
  ],
  [
    'common (status:done OR priority:P0) estimate:3',
    (issue) => common(issue) && (issue.status === 'done' || issue.priority === 'P0') && issue.estimate === 3,
  ],
  ['common -other', (issue) => common(issue) && !has('other')(issue)],
  ['common -other priority:P0', (issue) => common(issue) && !has('other')(issue) && issue.priority === 'P0'],
  ['common -nowhere -other status:done', (issue) => common(issue) && !has('other')(issue) && issue.status === 'done'],
  ['common component:straße/east', (issue) => common(issue) && issue.component === 'Straße/East'],
  ['common component:stra*', (issue) => common(issue) && issue.component === 'Straße/East'],
  ['common component:Nowhere', () => false],
  ['common component:none estimate:>30', (issue) => common(issue) && issue.component === null && issue.estimate > 30],
  ['common label:rare', (issue) => common(issue) && issue.label === 'rare'],
  [
    'common label:frequent component:Core priority:P2',
    (issue) => common(issue) && issue.label === 'frequent' && issue.component === 'Core' && issue.priority === 'P2',
  ],
  [
    'common (label:rare OR component:straße/east)',
    (issue) => common(issue) && (issue.label === 'rare' || issue.component === 'Straße/East'),
  ],
  ['common -label:frequent estimate:>35', (issue) => common(issue) && issue.label !== 'frequent' && issue.estimate > 35],
  ['common milestone:M1', () => false],
  ['seldom status:open', (issue) => has('seldom')(issue) && isOpen(issue)],
  ['component:straße/east status:open', (issue) => issue.component === 'Straße/East' && isOpen(issue)],
  ['label:rare,frequent status:cancelled', (issue) => issue.label !== null && issue.status === 'cancelled'],
  ['component:Core', (issue) => issue.component === 'Core'],
  ['status:done,cancelled estimate:>20', (issue) => !isOpen(issue) && issue.estimate > 20],
])('%s', (text, fits) => {
  const wanted = made.filter(fits).map(({ id }) => id);
  const pages: QueryResult<'search'>[] = [0, 500].map((offset) => ask(database.reader, 'search', { text, offset, limit: 500 }));
  const found = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
  const { total, capped } = pages[0]?.summary ?? {};
  expect({ total, capped }).toEqual({ total: Math.min(wanted.length, 1000), capped: wanted.length > 1000 });
  expect(new Set(found).size).toBe(found.length);
  if (wanted.length <= 1000) expect(found.toSorted()).toEqual(wanted);
  else expect(found.filter((id) => !wanted.includes(id))).toEqual([]);
});
