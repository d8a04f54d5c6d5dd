import { describe, expect, test } from 'vitest';
import { openPlan, readPlan, type ReadProblem } from '#shared/markdown/read-plan.ts';
import type { IssueDraft, PlanDraft } from '#shared/plan/plan-draft.ts';
import { limit } from '#shared/plan/limit.ts';

function problemOf(text: string): ReadProblem {
  const reading = readPlan(text);
  if (reading.ok) throw new Error('Expected the text to be refused.');
  return reading.error;
}

function draftOf(text: string): PlanDraft {
  const reading = readPlan(text);
  if (!reading.ok) throw new Error(reading.error.message);
  expect(reading.value.count.lost).toBe(0);
  return reading.value.draft;
}

function first(draft: PlanDraft): IssueDraft {
  const [issue] = draft.issues;
  if (issue === undefined) throw new Error('Expected an issue.');
  return issue;
}

describe('what is refused', () => {
  test.each(['', '   ', '\n\n\r\n', '\uFEFF'])('nothing: %j', (text) => {
    expect(problemOf(text)).toMatchObject({ reason: 'empty', line: 1 });
  });

  test('a binary file, with the line of the first bad character', () => {
    expect(problemOf('# Plan\n\n## 1 | A\0B\n')).toMatchObject({ reason: 'binary', line: 3 });
    expect(problemOf(`# Plan\n${'\uFFFD\u0001'.repeat(40)}`)).toMatchObject({ reason: 'binary', line: 2 });
  });

  test('a few stray control characters are no reason', () => {
    expect(first(draftOf('## 1 | A\u0007 title\n')).title).toBe('A\u0007 title');
  });

  test('a file beyond the limit', () => {
    const { reason, message } = problemOf('x'.repeat(limit.fileBytes + 1));
    expect(reason).toBe('too-large');
    expect(message).toContain('32 MB');
  });

  test('an issue with more text than an issue holds', () => {
    expect(problemOf(`# P\n\n## 1 | A\n---\n${'word '.repeat(limit.body / 4)}\n`)).toMatchObject({ reason: 'too-large', line: 3 });
  });

  test('other Markdown, with what was expected and what was found', () => {
    const problem = problemOf('\n# Shopping\n\n- [ ] milk\n');
    expect(problem).toMatchObject({ reason: 'not-a-plan', line: 2 });
    expect(problem.message).toContain('## 001 | Title');
    expect(problem.message).toContain('### Phase 1: Name');
    expect(problem.message).toContain('### Issue #1: Title');
    expect(problem.message).toContain('"Shopping"');
    expect(problemOf('just words').message).toContain('no heading');
  });
});

describe('structure', () => {
  test('a rule below a field is no heading', () => {
    expect(first(draftOf('## 1 | A\npriority: P0\n---\nbody\n'))).toMatchObject({ priority: 'P0', body: 'body' });
  });

  test('the same field outside of a header is text', () => {
    expect(first(draftOf('## 1 | A\npriority: P0\n---\npriority: P1\n'))).toMatchObject({ priority: 'P0', body: 'priority: P1' });
  });

  test('a rule inside a body stands for a gap', () => {
    expect(first(draftOf('## 1 | A\n---\none\n\n---\n\ntwo\n')).body).toBe('one\n\ntwo');
  });

  test('an issue inside a phase is its child', () => {
    const draft = draftOf('## Phase 1: A\n\n### Issue #1: B\n\n## Phase 2: C\n\n## Phase 3: D\n');
    expect(draft.dialect).toBe('phase-roadmap');
    expect(draft.issues.map((issue) => [issue.key, issue.kind, issue.parentKey])).toEqual([
      ['Phase 1', 'phase', null],
      ['#1', 'issue', 'Phase 1'],
      ['Phase 2', 'phase', null],
      ['Phase 3', 'phase', null],
    ]);
  });

  test('the dialect with most issues wins', () => {
    expect(draftOf('## Phase 1: A\n\n### Issue #1: B\n\n### Issue #2: C\n').dialect).toBe('issue-report');
  });

  test('plain fields under a heading are fields too', () => {
    expect(first(draftOf('### Issue #1: A\nPriority: P1\nEffort: 3h\n\nPriority: text\n'))).toMatchObject({
      priority: 'P1',
      estimate: { likely: 3 },
    });
  });

  test('phases before the first milestone belong to the version that their titles speak of', () => {
    const draft = draftOf('## Phase 1: Start\n## Phase 2: v0.9 audit\n## Milestone v1.0 - Launch\n### Phase 3: Go\n');
    expect(draft.issues.map((issue) => issue.milestoneKey)).toEqual(['v0.9', 'v0.9', 'v1.0']);
    expect(draft.milestones.map((milestone) => [milestone.key, milestone.implied])).toEqual([
      ['v0.9', true],
      ['v1.0', false],
    ]);
  });

  test('without such titles they belong to none', () => {
    expect(draftOf('## Phase 1: Start\n## Milestone v1.0 - Launch\n### Phase 3: Go\n').issues.map((issue) => issue.milestoneKey)).toEqual([
      null,
      'v1.0',
    ]);
  });

  test('many issues with one key get keys of their own, without taking long', () => {
    const draft = draftOf('## 1 | A\n'.repeat(5000));
    expect(new Set(draft.issues.map((issue) => issue.key)).size).toBe(5000);
  });
});

test('a plan of ten thousand issues is read whole', () => {
  const text = Array.from({ length: 10_000 }, (_, index) => {
    const depends = index === 0 ? 'None' : `Issue #${index}`;
    return `### Issue #${index + 1}: Title\n**Priority:** P1\n**Estimated Effort:** 8 hours\n\n**Description:**\n${'Words of the text. '.repeat(18)}\n\n- [ ] one\n- [ ] two\n\n**Dependencies:** ${depends}\n\n---\n`;
  }).join('\n');
  expect(openPlan(text).ok).toBe(true);
  expect(draftOf(text).issues).toHaveLength(10_000);
});
