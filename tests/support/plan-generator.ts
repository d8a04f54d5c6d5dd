// The one generator of large plans: every bench and every test that needs a plan of some size takes it from here, so
// that figures can be compared. Same sizes and seed, same plan, byte for byte.
import { type Random, seededRandom } from '#shared/base/random.ts';
import { must } from '#shared/base/must.ts';
import type { Dialect } from '#shared/plan/roadmap.ts';
import { issueReport } from './plan-text/issue-report.ts';
import { issueSource } from './plan-text/issue-source.ts';
import { phaseRoadmap } from './plan-text/phase-roadmap.ts';
import type { GeneratedPlan, IssueContent, PlanContent } from './plan-text/plan-content.ts';
import { paragraph, phrase } from './plan-text/wording.ts';

/** How large a generated plan is. Lengths are averages in characters, counts averages per issue. */
export interface PlanSize {
  readonly seed: number;
  /** Issues over all roadmaps. */
  readonly issues: number;
  readonly dialect?: Dialect;
  readonly titleLength?: number;
  readonly bodyLength?: number;
  readonly checklistItems?: number;
  readonly dependencies?: number;
  readonly milestones?: number;
  readonly components?: number;
  /** Issues in one roadmap at most. */
  readonly roadmapIssues?: number;
}

const dialects: Readonly<Record<Dialect, (content: PlanContent) => GeneratedPlan>> = {
  'issue-report': issueReport,
  'issue-source': issueSource,
  'phase-roadmap': phaseRoadmap,
};

/**
 * Makes plans of the stated size: one, or several of `roadmapIssues` (10,000) each.
 *
 * Defaults: dialect `issue-report`, titles of 40 and bodies of 300 characters, 4 checklist items and 2 dependencies an
 * issue (acyclic, mostly on near neighbours), 8 milestones, 24 components.
 */
export function generatePlans(size: PlanSize): GeneratedPlan[] {
  const most = size.roadmapIssues ?? 10_000;
  const plans: GeneratedPlan[] = [];
  for (let made = 0; made < size.issues; made += most) {
    const issues = Math.min(most, size.issues - made);
    plans.push(generatePlan({ ...size, seed: size.seed + plans.length * 7919, issues }));
  }
  return plans;
}

/** Makes one plan of the stated size, whatever `roadmapIssues` says. See {@link generatePlans} for the defaults. */
export function generatePlan(size: PlanSize): GeneratedPlan {
  return dialects[size.dialect ?? 'issue-report'](planContent(size));
}

function planContent(size: PlanSize): PlanContent {
  const random = seededRandom(size.seed);
  const components = Array.from({ length: size.components ?? 24 }, () => phrase(random, 12).replaceAll(' ', '/'));
  const milestones = Array.from({ length: Math.max(1, size.milestones ?? 8) }, () => phrase(random, 24));
  return {
    title: `Plan ${size.seed}: ${phrase(random, 24)}`,
    milestones,
    issues: Array.from({ length: size.issues }, (_, number) => issueContent(random, size, number, components, milestones.length)),
  };
}

function issueContent(random: Random, size: PlanSize, number: number, components: readonly string[], milestones: number): IssueContent {
  const milestone = Math.min(milestones - 1, Math.floor((number / size.issues) * milestones));
  const done = random() < 0.2;
  return {
    number,
    title: phrase(random, around(random, size.titleLength ?? 40)),
    body: paragraph(random, around(random, size.bodyLength ?? 300)),
    priority: pick(random, ['P0', 'P1', 'P1', 'P2', 'P2', 'P2', 'P3']),
    severity: pick(random, ['critical', 'high', 'medium', 'low']),
    component: pick(random, components),
    hours: pick(random, [1, 2, 3, 4, 6, 8, 12, 16, 24, 40]),
    milestone,
    done,
    checklist: Array.from({ length: about(random, size.checklistItems ?? 4) }, () => ({
      text: phrase(random, 40),
      done: done || random() < 0.3,
    })),
    dependsOn: prerequisites(random, number, about(random, size.dependencies ?? 2)),
  };
}

/** Earlier issues: four of five among the last fifty, the rest from anywhere. */
function prerequisites(random: Random, number: number, count: number): number[] {
  const chosen = new Set<number>();
  for (let tries = 0; tries < count * 2 && chosen.size < Math.min(count, number); tries += 1) {
    const reach = random() < 0.8 ? Math.min(50, number) : number;
    chosen.add(number - 1 - Math.floor(random() * reach));
  }
  return [...chosen].sort((left, right) => left - right);
}

/** A whole number from 0 to twice the average, which it has. */
function about(random: Random, average: number): number {
  return Math.floor(random() * (2 * average + 1));
}

/** A length between half and one and a half of the average. */
function around(random: Random, average: number): number {
  return Math.round(average * (0.5 + random()));
}

function pick<Value>(random: Random, values: readonly Value[]): Value {
  return must(values[Math.floor(random() * values.length)], 'something to pick from');
}
