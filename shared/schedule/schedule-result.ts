// What the scheduler answers. Serves whoever shows, checks, explains or keeps a schedule.
import type { IsoDate } from '#shared/plan/quantity.ts';
import type { DateSpan, LocalTime } from './schedule-input.ts';

/** Who does an issue: a person, or so many of those who are alike. */
export interface Assignment {
  readonly personId: string;
  readonly units: number;
}

/** Where an issue was placed. */
export interface Placement {
  readonly start: LocalTime;
  readonly finish: LocalTime;
  /** Sprint in which it finishes. */
  readonly sprint: string | null;
  /** Has no slack by precedence: any delay delays the longest chain. Never set while nothing is estimated. */
  readonly critical: boolean;
  /** Total slack by precedence alone, in hours. */
  readonly slackHours: number;
  /** Empty: the team as one, or nobody, as for what takes no time. */
  readonly by: readonly Assignment[];
}

/** Why an issue has no place. */
export type Impossible =
  /** Nobody, or too few, have the skill or are named. */
  | { readonly kind: 'nobody'; readonly skill: string | null; readonly wanted: number; readonly found: number }
  /** Those who could do it never have so much time, or never all at once. */
  | { readonly kind: 'no-time'; readonly personIds: readonly string[] }
  /** It waits for something that has no place. */
  | { readonly kind: 'waits'; readonly forId: string }
  /** Links with these lags never let all of these start. */
  | { readonly kind: 'cycle'; readonly ids: readonly string[] };

/** Something that was asked for and does not hold, with what is in the way. */
export interface Unkept {
  readonly id: string;
  /** The sprint wished for, a day of the plan, or the start that was set by hand, which stays where it is. */
  readonly wish: 'sprint' | 'deadline' | 'target' | 'fixed-start' | 'locked-sprint';
  /** Name of the sprint, or the day or moment that was asked for. */
  readonly wanted: string;
  /** What is so instead: name of a sprint, or the moment. */
  readonly got: string | null;
  readonly because: Hindrance;
}

/** What keeps an issue from being earlier, or in the sprint that it was wished into. */
export type Hindrance =
  /** Another issue comes before it. */
  | { readonly kind: 'waits'; readonly forId: string; readonly until: LocalTime }
  /** Those who do it are at other work until then. */
  | { readonly kind: 'busy'; readonly personIds: readonly string[]; readonly withId: string; readonly until: LocalTime }
  /** Nobody of those who could do it works at that time. */
  | { readonly kind: 'away'; readonly personIds: readonly string[]; readonly span: DateSpan }
  /** The sprint holds no more. */
  | { readonly kind: 'full'; readonly sprint: string; readonly capacityHours: number; readonly wantedHours: number }
  /** It is not to start before. */
  | { readonly kind: 'not-before'; readonly date: IsoDate }
  /** Somebody set its start by hand. */
  | { readonly kind: 'fixed' }
  /** The sprint that it is wished into begins then. */
  | { readonly kind: 'sprint-begins'; readonly sprint: string; readonly date: IsoDate }
  /** It is not in a sprint that is locked, and would be at work on its days. */
  | { readonly kind: 'locked-out'; readonly sprint: string; readonly span: DateSpan }
  /** It takes longer than there is time. */
  | { readonly kind: 'too-long'; readonly hours: number }
  /** The plan begins then. */
  | { readonly kind: 'start' };

/** A sprint of the schedule. */
export interface ScheduledSprint {
  readonly name: string;
  readonly start: IsoDate;
  readonly finish: IsoDate;
  /** As the workspace says, else what people can do on its days. */
  readonly capacityHours: number;
  /** Work done in it; an issue that spans two sprints counts in each with its part. */
  readonly plannedHours: number;
  /** Issues that finish in it, by start. */
  readonly issueIds: readonly string[];
}

/** Work of one week. */
interface WeekLoad {
  /** Its Monday. */
  readonly start: IsoDate;
  readonly hours: number;
  /** What people can do in it from the start of the schedule on. */
  readonly capacityHours: number;
}

/** A whole schedule. */
export interface Schedule {
  /** By issue id, in the order of the placed issues' starts. */
  readonly placements: ReadonlyMap<string, Placement>;
  readonly unplaced: readonly { readonly id: string; readonly because: Impossible }[];
  readonly unkept: readonly Unkept[];
  readonly start: IsoDate;
  readonly finish: IsoDate;
  readonly totalHours: number;
  /** Calendar weeks from start to finish, rounded up; 0 when there is no work. */
  readonly weeks: number;
  /** What all work in a week. */
  readonly hoursPerWeek: number;
  readonly unestimated: readonly string[];
  readonly sprints: readonly ScheduledSprint[];
  readonly load: readonly WeekLoad[];
  /** The longest chain by precedence and hours, first to last; empty while nothing is estimated. */
  readonly criticalPath: readonly string[];
  /** Dependencies left out because they would close a cycle: `id` does not wait for `dependsOnId` here. */
  readonly setAside: readonly { readonly id: string; readonly dependsOnId: string }[];
}
