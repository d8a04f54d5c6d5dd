// The three sample plans that lie beside the repository: the figures that must come out of them, and what becomes of
// each of their lines. The ledgers in `ledger/` were reviewed by hand; they hold no text of the plans.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, describe, test } from 'vitest';
import { patchPlan } from '#shared/markdown/patch-plan.ts';
import { type PlanReading, readPlan } from '#shared/markdown/read-plan.ts';
import type { ChecklistKind } from '#shared/plan/checklist.ts';

const folder = fileURLToPath(new URL('../../../shared/plans/', import.meta.url));
const source = '000_54cf6b88073082b2.txt';
const phases = '001_758baabfedbb53d3.txt';
const report = '002_13874a1cdb6309be.txt';

/** What is left of UTF-8 that was decoded as Windows-1252. */
const mojibake = /ðŸ|â[€œ¬”†‚]|Â[±°©]|Ã[©¨¤¶¼]/;

function text(file: string): string {
  return readFileSync(folder + file, 'utf8');
}

function read(file: string): PlanReading {
  const reading = readPlan(text(file));
  if (!reading.ok) throw new Error(reading.error.message);
  return reading.value;
}

function ledgerOf(reading: PlanReading): string {
  return reading.ledger.map((entry) => `${entry.line} ${entry.fate} ${entry.as}\n`).join('');
}

function boxes(reading: PlanReading, ...kinds: readonly ChecklistKind[]): number {
  return reading.draft.checklist.filter((item) => item.done !== null && (kinds.length === 0 || kinds.includes(item.kind))).length;
}

function hoursBy(reading: PlanReading, priority: string): number {
  return reading.draft.issues.filter((issue) => issue.priority === priority).reduce((sum, issue) => sum + (issue.estimate?.likely ?? 0), 0);
}

if (existsSync(folder)) {
  describe.each([source, phases, report])('sample plan %s', (file) => {
    test('each line has the fate that was reviewed', () => {
      expect(ledgerOf(read(file))).toBe(readFileSync(new URL(`ledger/${file}`, import.meta.url), 'utf8'));
    });

    test('no line is lost, and the counts add up', () => {
      const { count } = read(file);
      expect(count.lost).toBe(0);
      expect(count.understood + count.kept).toBe(count.total);
      expect(count.total).toBe(text(file).split('\n').length - 1);
    });

    test('no mojibake is left for people to see', () => {
      expect(JSON.stringify(read(file).draft)).not.toMatch(mojibake);
    });

    test('without edits the file comes back byte for byte', () => {
      expect(patchPlan(text(file), [])).toEqual({ ok: true, value: text(file) });
    });
  });

  describe('the issue source', () => {
    test('has 10 issues with flags, in 3 milestones, with priorities', () => {
      const { draft } = read(source);
      const inMilestone = (key: string): number => draft.issues.filter((issue) => issue.milestoneKey === key).length;
      const withPriority = (priority: string): number => draft.issues.filter((issue) => issue.priority === priority).length;
      expect({
        dialect: draft.dialect,
        title: draft.title,
        keys: draft.issues.map((issue) => issue.key).join(' '),
        flags: new Set(draft.issues.map((issue) => issue.flag)).size,
        milestones: draft.milestones.map((milestone) => [milestone.key, milestone.title, inMilestone(milestone.key)]),
        priorities: ['P0', 'P1', 'P2'].map(withPriority),
        checklist: draft.checklist.length,
        estimated: draft.issues.filter((issue) => issue.estimate !== null).length,
        sprints: draft.sprints.map((sprint) => sprint.name),
        statuses: new Set(draft.issues.map((issue) => issue.status.category)),
      }).toEqual({
        dialect: 'issue-source',
        title: 'StratMaster V2 Issue Source of Truth',
        keys: '001 002 003 004 005 006 007 008 009 010',
        flags: 10,
        milestones: [
          ['M1', 'Real-Time Foundation', 3],
          ['M2', 'Performance & Validation', 2],
          ['M3', 'Advanced Analytics', 5],
        ],
        priorities: [3, 2, 5],
        checklist: 0,
        estimated: 0,
        sprints: ['Sprint 1', 'Sprint 2', 'Sprint 3'],
        statuses: new Set(['planned']),
      });
    });
  });

  describe('the phase roadmap', () => {
    test('has phases 12 to 24 in their milestones', () => {
      const { draft } = read(phases);
      expect(
        draft.issues.map(
          (issue) => `${issue.key} ${issue.milestoneKey} ${issue.status.category}${issue.status.verified ? ' verified' : ''}`,
        ),
      ).toEqual([
        'Phase 12 v1.3 done',
        'Phase 13 v1.3 done',
        'Phase 14 v1.3 done',
        'Phase 15 v1.3 done',
        'Phase 16 v1.3 done verified',
        'Phase 17 v1.3 done',
        'Phase 18 v1.3 done verified',
        'Phase 19 v1.4 done',
        'Phase 20 v1.4 done',
        'Phase 21 v1.5 planned',
        'Phase 22 v1.5 planned',
        'Phase 23 v1.5 planned',
        'Phase 24 v1.5 planned',
      ]);
      expect(
        draft.milestones.map((milestone) => `${milestone.key}${milestone.implied ? ' implied' : ''} ${milestone.status?.name ?? '-'}`),
      ).toEqual(['v1.3 implied -', 'v1.4 -', 'v1.5 Planned', 'v1.2 Solidified', 'v1.1 Solidified']);
      expect(draft.title).toBe('Ecosystem Scale & Advanced Data Lifecycle');
      expect(draft.currentMilestone).toBe('v1.5');
      expect(draft.status).toEqual({ category: 'in-progress', name: 'In Progress - Scoping Phases', verified: false });
      expect(draft.goal).toMatch(/^Scaling to Enterprise needs/);
      expect(draft.issues.every((issue) => issue.body !== '')).toBe(true);
      expect(draft.milestones.filter((milestone) => milestone.goal !== '').map((milestone) => milestone.key)).toEqual(['v1.4', 'v1.5']);
    });

    test('has 5 dependencies on 4 lines, and 28 checklist items of which 13 are ticked', () => {
      const reading = read(phases);
      const { draft } = reading;
      expect(
        draft.dependencies.map((dependency) => `${dependency.line}: ${dependency.key} ${dependency.strength} ${dependency.dependsOnKey}`),
      ).toEqual([
        '89: Phase 21 hard Phase 13',
        '89: Phase 21 hard Phase 20',
        '94: Phase 22 hard Phase 18',
        '99: Phase 23 hard Phase 15',
        '104: Phase 24 hard Phase 12',
      ]);
      expect(boxes(reading)).toBe(28);
      expect(draft.checklist.filter((item) => item.done === true)).toHaveLength(13);
      expect(boxes(reading, 'must-have')).toBe(4);
      expect(boxes(reading, 'gap')).toBe(3);
      expect(boxes(reading, 'deliverable')).toBe(21);
      expect(draft.checklist.filter((item) => item.owner.on === 'milestone')).toHaveLength(10);
    });
  });

  describe('the issue report', () => {
    test('has 6 issues with 116 hours', () => {
      const reading = read(report);
      const { draft } = reading;
      expect(
        draft.issues.map(
          (issue) =>
            `${issue.key} ${issue.severity} ${issue.priority} ${issue.component} ${issue.assignee} ${issue.estimate?.likely} ${issue.sprint}`,
        ),
      ).toEqual([
        '#1 critical P0 Core/ModelRouter null 40 Sprint 1',
        '#2 critical P0 MCP/Streaming null 32 Sprint 2',
        '#3 critical P0 Tests null 24 Sprint 2',
        '#4 high P1 Documentation null 8 Sprint 3',
        '#5 medium P1 Core/Configuration null 4 Sprint 1',
        '#6 low P2 Testing/Performance null 8 Sprint 3',
      ]);
      expect(draft.generatedOn).toBe('2025-10-16');
      expect(['P0', 'P1', 'P2'].map((priority) => hoursBy(reading, priority))).toEqual([96, 12, 8]);
      expect(draft.statedTotals.filter((total) => total.by !== 'category')).toEqual([
        { by: 'priority', name: 'P0', issues: 3, hours: 96 },
        { by: 'priority', name: 'P1', issues: 2, hours: 12 },
        { by: 'priority', name: 'P2', issues: 1, hours: 8 },
        { by: 'all', name: 'Total', issues: 6, hours: 116 },
      ]);
      expect(draft.statedTotals.filter((total) => total.by === 'category').map((total) => total.hours)).toEqual([72, 24, 12, 8]);
    });

    test('keeps what depends on what, what waits outside, and its own contradiction', () => {
      const { draft, remarks } = read(report);
      expect(draft.dependencies.map((dependency) => `${dependency.key} ${dependency.strength} ${dependency.dependsOnKey}`)).toEqual([
        '#3 hard #1',
        '#3 hard #2',
        '#4 hard #1',
        '#4 hard #2',
        '#5 soft #1',
        '#5 soft #2',
        '#6 hard #1',
        '#6 hard #2',
      ]);
      expect(draft.contradictions.map((contradiction) => [contradiction.key, contradiction.lines])).toEqual([['#5', [179, 181]]]);
      expect(remarks.map((remark) => remark.line)).toContain(181);
      expect(draft.externals.map((external) => `${external.key} ${external.kind} ${external.name}`)).toEqual([
        '#1 target v1.0.5 release',
        '#2 target v1.0.5 release',
        '#3 target v1.0.5 release',
        '#3 target QA validation',
        '#4 target User adoption',
        '#4 target v1.0.5 GA',
        '#5 target Gradual rollout strategy',
        '#6 target Performance optimization',
      ]);
    });

    test('has 62 items to tick, 3 risks and 3 sprints', () => {
      const reading = read(report);
      const { draft } = reading;
      expect([boxes(reading), boxes(reading, 'acceptance'), boxes(reading, 'metric'), boxes(reading, 'action')]).toEqual([62, 37, 13, 12]);
      expect(draft.checklist.filter((item) => item.done === true)).toEqual([]);
      expect(draft.checklist.filter((item) => item.done === null)).toHaveLength(29);
      expect(new Set(draft.checklist.filter((item) => item.kind === 'action').map((item) => item.group))).toEqual(
        new Set(['Immediate (Today)', 'This Week', 'Next Week']),
      );
      expect(draft.risks.map((risk) => [risk.group, risk.likelihood, risk.impact, risk.mitigations.length, risk.issueKeys])).toEqual([
        ['High Risk Issues', 'Medium', 'Critical (blocks release)', 4, ['#1', '#2']],
        ['High Risk Issues', 'Medium', 'High (validation required)', 3, ['#3']],
        ['Medium Risk Issues', 'Low', 'Medium (user adoption)', 3, ['#4']],
      ]);
      expect(draft.sprints.map((sprint) => [sprint.name, sprint.title, sprint.note])).toEqual([
        ['Sprint 1', 'Core Implementation', 'Week 1-2'],
        ['Sprint 2', 'Streaming & Testing', 'Week 3'],
        ['Sprint 3', 'Documentation & Polish', 'Week 4'],
      ]);
    });
  });
} else {
  test('the sample plans are not on this machine: their figures were not checked', () => {
    expect(existsSync(folder)).toBe(false);
  });
}
