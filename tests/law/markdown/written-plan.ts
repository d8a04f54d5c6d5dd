// Random plans and how a person would write them in each dialect: the other side of reading, for the laws.
import fc from 'fast-check';
import type { Dialect } from '#shared/plan/roadmap.ts';

/** A plan in few words: what every dialect can hold. */
export interface WrittenPlan {
  readonly title: string;
  readonly milestones: readonly string[];
  readonly issues: readonly WrittenIssue[];
}

/** An issue of a {@link WrittenPlan}; references are indexes of earlier issues and of milestones. */
interface WrittenIssue {
  readonly title: string;
  readonly status: string | null;
  readonly priority: 'P0' | 'P1' | 'P2' | 'P3' | null;
  readonly severity: 'critical' | 'high' | 'medium' | 'low' | null;
  readonly component: string | null;
  readonly assignee: string | null;
  readonly flag: string | null;
  readonly labels: readonly string[];
  readonly hours: number | null;
  readonly milestone: number;
  readonly dependsOn: readonly number[];
  readonly body: readonly string[];
  readonly items: readonly { readonly text: string; readonly done: boolean; readonly nested: boolean }[];
}

const words = fc
  .string({ unit: fc.constantFrom(...'abcdefgXYZ 0189 .()-&+éß✅…'), minLength: 1, maxLength: 24 })
  .map((text) => `W${text.trimEnd().replaceAll(/\s+/g, ' ')}`);
const name = fc.string({ unit: fc.constantFrom(...'abcXYZ09_/'), minLength: 1, maxLength: 10 }).map((text) => `k${text}`);

const issue: fc.Arbitrary<WrittenIssue> = fc.record({
  title: words,
  status: fc.constantFrom(null, 'Complete', 'Not Started', 'In Progress', 'Complete and Verified', 'Deferred', 'Cancelled'),
  priority: fc.constantFrom(null, 'P0' as const, 'P1' as const, 'P2' as const, 'P3' as const),
  severity: fc.constantFrom(null, 'critical' as const, 'high' as const, 'medium' as const, 'low' as const),
  component: fc.option(name),
  assignee: fc.option(name),
  flag: fc.option(name),
  labels: fc.uniqueArray(name, { maxLength: 4 }),
  hours: fc.option(fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4)),
  milestone: fc.nat({ max: 9 }),
  dependsOn: fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 3 }),
  body: fc.array(words, { maxLength: 3 }),
  items: fc.array(fc.record({ text: words, done: fc.boolean(), nested: fc.boolean() }), { maxLength: 5 }),
});

// Words in parentheses behind a milestone may be its status.
const milestoneTitle = words.map((text) => text.replaceAll(/[()]/g, '').trimEnd());

/** A plan of up to eight issues in up to three milestones. */
export const writtenPlan: fc.Arbitrary<WrittenPlan> = fc
  .record({
    title: words,
    milestones: fc.array(milestoneTitle, { minLength: 1, maxLength: 3 }),
    issues: fc.array(issue, { minLength: 1, maxLength: 8 }),
  })
  .map((plan) => ({
    ...plan,
    issues: plan.issues
      .map((one, index) => ({
        ...one,
        milestone: one.milestone % plan.milestones.length,
        dependsOn: [...new Set(index === 0 ? [] : one.dependsOn.map((other) => other % index))],
      }))
      .toSorted((a, b) => a.milestone - b.milestone)
      .map((one, index) => ({ ...one, dependsOn: one.dependsOn.filter((other) => other < index) })),
  }));

/** The key that the issue at an index has in a dialect. */
export function keyOf(dialect: Dialect, index: number): string {
  if (dialect === 'issue-source') return String(index + 1).padStart(3, '0');
  return dialect === 'phase-roadmap' ? `Phase ${index + 1}` : `#${index + 1}`;
}

/** The key that the milestone at an index has in a dialect. */
export function milestoneKeyOf(dialect: Dialect, index: number): string {
  return dialect === 'phase-roadmap' ? `v1.${index}` : `M${index + 1}`;
}

/** Writes a plan in a dialect, with the given line end. */
export function writePlan(plan: WrittenPlan, dialect: Dialect, end: string): string {
  const lines = [`# ${plan.title}`, ''];
  let milestone = -1;
  for (const [index, one] of plan.issues.entries()) {
    if (dialect === 'phase-roadmap' && one.milestone !== milestone) {
      milestone = one.milestone;
      lines.push(`## Milestone ${milestoneKeyOf(dialect, milestone)} - ${plan.milestones[milestone] ?? ''}`, '');
    }
    lines.push(...(dialect === 'issue-source' ? writeSourceIssue(plan, one, index) : writeOutlineIssue(plan, one, index, dialect)), '');
  }
  return lines.map((line) => line + end).join('');
}

function writeSourceIssue(plan: WrittenPlan, one: WrittenIssue, index: number): string[] {
  const dialect = 'issue-source';
  const fields: readonly (readonly [string, string | null])[] = [
    ['labels', one.labels.length === 0 ? null : one.labels.join(',')],
    ['milestone', `${milestoneKeyOf(dialect, one.milestone)}: ${plan.milestones[one.milestone] ?? ''}`],
    ['flag', one.flag],
    ['priority', one.priority],
    ['severity', one.severity],
    ['component', one.component],
    ['assignee', one.assignee],
    ['estimate', one.hours === null ? null : `${one.hours} hours`],
    ['status', one.status],
    ['depends', one.dependsOn.length === 0 ? null : one.dependsOn.map((other) => keyOf(dialect, other)).join(', ')],
  ];
  return [
    `## ${keyOf(dialect, index)} | ${one.title}`,
    ...fields.flatMap(([label, value]) => (value === null ? [] : [`${label}: ${value}`])),
    '---',
    ...one.body,
    ...writeItems(one, '### Acceptance Criteria'),
  ];
}

function writeOutlineIssue(plan: WrittenPlan, one: WrittenIssue, index: number, dialect: Dialect): string[] {
  const bold = (label: string, value: string): string =>
    dialect === 'phase-roadmap' ? `**${label}**: ${value}` : `**${label}:** ${value}`;
  const reference = (other: number): string => (dialect === 'phase-roadmap' ? `Phase ${other + 1}` : `Issue #${other + 1}`);
  const milestone =
    dialect === 'issue-report' ? `${milestoneKeyOf(dialect, one.milestone)}: ${plan.milestones[one.milestone] ?? ''}` : null;
  const fields: readonly (readonly [string, string | null])[] = [
    ['Status', one.status],
    ['Severity', one.severity],
    ['Priority', one.priority],
    ['Component', one.component],
    ['Assignee', one.assignee],
    ['Estimated Effort', one.hours === null ? null : `${one.hours} hours`],
    ['Labels', one.labels.length === 0 ? null : one.labels.join(', ')],
    ['Feature Flag', one.flag],
    ['Milestone', milestone],
    ['Depends on', one.dependsOn.length === 0 ? null : one.dependsOn.map(reference).join(', ')],
  ];
  return [
    `### ${dialect === 'phase-roadmap' ? `Phase ${index + 1}` : `Issue #${index + 1}`}: ${one.title}`,
    ...fields.flatMap(([label, value]) => (value === null ? [] : [bold(label, value)])),
    '',
    ...(one.body.length === 0 ? [] : ['**Description:**', ...one.body, '']),
    ...writeItems(one, '**Acceptance Criteria:**'),
  ];
}

function writeItems(one: WrittenIssue, heading: string): string[] {
  if (one.items.length === 0) return [];
  return [
    '',
    heading,
    ...one.items.map((item, index) => `${item.nested && index > 0 ? '  ' : ''}- [${item.done ? 'x' : ' '}] ${item.text}`),
  ];
}
