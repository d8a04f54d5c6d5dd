// A sequence in which every command of the contract is carried out: the first example of every law, so that none is left
// out however few random sequences follow.
import type { CommandName } from '#shared/contract/command.ts';
import type { RandomPlanFile } from '../plan-file-arbitrary.ts';
import type { RandomStep } from './random-step.ts';

/** The plan that the sequence begins with. */
export const everyCommandPlan: RandomPlanFile = { path: '/plans/one.md', text: planText('parser') };

function planText(title: string): string {
  return [
    '# Plan of the parser',
    '',
    '**Generated:** 2026-01-05',
    '',
    '---',
    '',
    `### Issue #1: Build the ${title}`,
    '**Priority:** P1',
    '**Assignee:** TBD',
    '',
    '**Description:**',
    'ledger',
    '',
    '**Dependencies:** None',
    '',
    '---',
    '',
  ].join('\n');
}

/** The record of a table that comes at this place in the order of ids, which is the order in which they were made. */
const at = (from: string, number: number): object => ({ from, number });
const command = (name: CommandName, args: Readonly<Record<string, unknown>>): RandomStep => ({ kind: 'command', command: { name, args } });

const [roadmapId, milestoneId, personId, sprintId] = [at('roadmap', 1), at('milestone', 1), at('person', 1), at('sprint', 1)];
// The fourth one round is the issue of the plan file.
const [first, second, third, planned] = [at('issue', 1), at('issue', 2), at('issue', 3), at('issue', 4)];
const [itemId, commentId, externalId, flagId] = [at('checklist_item', 1), at('comment', 1), at('external', 1), at('flag', 1)];
const [baselineId, ruleId, viewId] = [at('baseline', 1), at('retention_rule', 1), at('saved_view', 1)];

/** The sequence, to be taken after the import of {@link everyCommandPlan}. */
export const everyCommand: readonly RandomStep[] = [
  command('create-roadmap', { title: 'Tour', goal: 'See it all' }),
  command('update-roadmap', { roadmapId, title: 'The tour' }),
  command('create-milestone', { roadmapId, key: 'v1', title: 'First', target: null }),
  command('update-milestone', { milestoneId, goal: 'Ready', target: '2026-03-02' }),
  command('create-person', { name: 'Ann', hoursPerWeek: 30 }),
  command('update-person', {
    personId,
    hoursPerWeek: 20,
    week: [8, 8, 0, 4, 0, 0, 0],
    daysOff: [{ first: '2026-02-02', last: '2026-02-06' }],
    focus: 0.8,
    share: 0.5,
    skills: ['React'],
    units: 2,
    wipLimit: 3,
  }),
  command('set-holidays', { holidays: [{ first: '2026-01-06', last: '2026-01-06' }] }),
  command('create-sprint', { name: 'Sprint 1', start: '2026-01-05', finish: '2026-01-16', goal: '' }),
  command('update-sprint', { sprintId, capacityHours: 60, locked: true }),
  command('create-issue', { roadmapId, title: 'Build it', estimate: { likely: 8, optimistic: 4, pessimistic: 16 } }),
  command('create-issue', { roadmapId, title: 'Test it', body: 'With care.' }),
  command('create-issue', { roadmapId, title: 'Ship it' }),
  command('update-issue', { issueId: first, patch: { title: 'Build it well', body: 'Text', labels: ['core'] } }),
  command('update-issues', { issueIds: [first, second], patch: { kind: 'bug' } }),
  command('update-issue', {
    issueId: first,
    patch: {
      notBefore: '2026-01-12',
      deadline: '2026-03-02',
      fixedStart: '2026-02-02T13:30',
      fixedDuration: true,
      splits: false,
      needs: [
        { anyOf: [personId], skill: null, count: 1 },
        { anyOf: [], skill: 'React', count: 2 },
      ],
      spentHours: 3,
      remainingHours: 6,
    },
  }),
  command('change-labels', { issueIds: [first, second], add: ['bug'], remove: ['core'] }),
  command('add-dependency', { issueId: first, dependsOnId: second, strength: 'hard', note: 'Why' }),
  command('update-dependency', { issueId: first, dependsOnId: second, kind: 'start-start', lagMinutes: -60, note: 'Together' }),
  command('link-issues', { issueIds: [second], otherId: third, direction: 'waits-for' }),
  command('move-issue', { issueId: first, afterId: third }),
  command('set-priority', { issueIds: [first], priority: 'P0' }),
  command('set-points', { issueIds: [first], points: 5 }),
  command('set-estimate', { issueIds: [second], estimate: { likely: 3, optimistic: null, pessimistic: null } }),
  command('set-assignee', { issueIds: [first], assigneeId: personId }),
  command('set-milestone', { issueIds: [first], milestoneId }),
  command('set-component', { issueIds: [first], component: 'Core' }),
  command('set-sprint', { issueIds: [first], sprint: 'Sprint 1' }),
  command('add-item', { roadmapId, issueId: first, kind: 'task', text: 'Do it' }),
  command('add-item', { roadmapId, issueId: first, kind: 'task', text: 'Look at it' }),
  command('update-item', { itemId, text: 'Look at it twice' }),
  command('check-item', { itemIds: [itemId], done: true }),
  command('remove-item', { itemId }),
  command('add-comment', { issueId: first, text: 'Hm.' }),
  command('delete-comment', { commentId }),
  command('add-external', { issueId: first, kind: 'blocker', name: 'Licence' }),
  command('update-external', { externalId, expectedOn: '2026-02-02' }),
  command('resolve-external', { externalId, resolved: true }),
  command('remove-external', { externalId }),
  command('create-flag', { name: 'v2', description: '', on: false }),
  command('update-flag', { flagId, on: true, rolloutPercent: 20 }),
  command('import-flags', { text: '{"Core": true}' }),
  command('set-capacity', { hoursPerWeek: 60, sprintWeeks: 3 }),
  command('rename-workspace', { name: 'Harbour' }),
  command('create-baseline', { name: 'Begun', note: '', seq: null }),
  command('rename-baseline', { baselineId, name: 'Begin' }),
  command('delete-baseline', { baselineId }),
  command('set-retention-rule', { name: 'Old', statuses: ['done'], days: 90, roadmapId, enabled: true }),
  command('delete-retention-rule', { ruleId }),
  command('save-view', { name: 'Mine', text: 'status:open', group: 'component', order: 'key' }),
  command('update-view', { viewId, name: 'Ours' }),
  command('delete-view', { viewId }),
  command('set-status', { issueIds: [planned], category: 'done', verified: true }),
  { kind: 'archive', salt: 0 },
  command('restore-archived', { issueIds: [at('archived_issue', 1)] }),
  command('undo', {}),
  command('redo', {}),
  { kind: 'import', file: { path: everyCommandPlan.path, text: planText('beacon') } },
  command('remove-dependency', { issueId: first, dependsOnId: second }),
  command('delete-issue', { issueIds: [third] }),
  command('restore', { kind: 'issue', ids: [at('trash', 1)] }),
  command('delete-sprint', { sprintId }),
  command('delete-milestone', { milestoneId }),
  command('delete-person', { personId }),
  command('delete-flag', { flagId }),
  command('delete-roadmap', { roadmapId }),
];
