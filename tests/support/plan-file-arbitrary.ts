// Random small plan files at a few paths, so that the same path comes again with another text. Their dependencies may
// close cycles, which no command allows.
import fc from 'fast-check';

/** A plan file as it is given to an import. */
export interface RandomPlanFile {
  readonly path: string;
  readonly text: string;
}

const words = fc.constantFrom('parser', 'ledger', 'beacon', 'été', 'a ❗ sign');
const issue = fc.record({
  key: fc.integer({ min: 1, max: 7 }),
  title: words,
  body: fc.array(words, { maxLength: 3 }),
  status: fc.constantFrom('', '**Status:** Done', '**Status:** In Progress'),
  assignee: fc.constantFrom('TBD', 'Ann', 'Bob'),
  effort: fc.constantFrom('', '**Estimated Effort:** 8 hours', '**Estimated Effort:** 3 hours'),
  items: fc.array(fc.tuple(fc.boolean(), words), { maxLength: 3 }),
  waitsFor: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
});

function issueText({
  key,
  title,
  body,
  status,
  assignee,
  effort,
  items,
  waitsFor,
}: typeof issue extends fc.Arbitrary<infer One> ? One : never): string {
  const criteria = items.map(([done, text]) => `- [${done ? 'x' : ' '}] ${text}`);
  return [
    `### Issue #${key}: Build the ${title}`,
    ...[status, effort].filter((line) => line !== ''),
    '**Priority:** P1',
    `**Assignee:** ${assignee}`,
    '',
    '**Description:**',
    ...body,
    '',
    ...(criteria.length === 0 ? [] : ['**Acceptance Criteria:**', ...criteria, '']),
    `**Dependencies:** ${waitsFor.length === 0 ? 'None' : waitsFor.map((other) => `Issue #${other}`).join(', ')}`,
    '',
    '---',
    '',
  ].join('\n');
}

/** A random plan file. */
export const randomPlanFile: fc.Arbitrary<RandomPlanFile> = fc.record({
  path: fc.constantFrom('/plans/one.md', '/plans/two.md'),
  text: fc
    .tuple(words, fc.uniqueArray(issue, { selector: ({ key }) => key, minLength: 1, maxLength: 6 }))
    .map(([title, issues]) =>
      [`# Plan of the ${title}`, '', '**Generated:** 2026-01-05', '', '---', '', ...issues.map(issueText)].join('\n'),
    ),
});
