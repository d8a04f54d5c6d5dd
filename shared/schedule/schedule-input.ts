// What the scheduler is asked: work, people, sprints, links and wishes, by id and in the words of the plan. Whoever schedules anything,
// a plan, a sample of the literature or a what-if, writes one of these. Must never hold anything that is found out by scheduling.
import type { IsoDate } from '#shared/plan/quantity.ts';
import type { LinkKind } from './schedule-problem.ts';

/** A moment on the clock, `YYYY-MM-DDTHH:mm`, local, without zone. */
export type LocalTime = string;

/** Days, both included. */
export interface DateSpan {
  readonly first: IsoDate;
  readonly last: IsoDate;
}

/** What is to be scheduled, by whom, from when. */
export interface ScheduleInput {
  /** First day on which work may start. */
  readonly from: IsoDate;
  /** What the team as one works in a week, more than 0; counts while no open issue needs anybody who has hours of their own. */
  readonly hoursPerWeek: number;
  /** Length of generated sprints; at least 1. */
  readonly sprintWeeks: number;
  /** Days on which nobody works. */
  readonly holidays: readonly DateSpan[];
  readonly sprints: readonly ScheduleInputSprint[];
  readonly people: readonly ScheduleInputPerson[];
  readonly milestones: readonly ScheduleInputMilestone[];
  readonly issues: readonly ScheduleInputIssue[];
}

/** A dated sprint; `finish` is its last day. */
export interface ScheduleInputSprint {
  readonly name: string;
  readonly start: IsoDate;
  readonly finish: IsoDate;
  /** Hours that all together may work in it; `null`: whatever they can. */
  readonly capacityHours: number | null;
  /** What is in it stays in it, and nothing else enters. */
  readonly locked: boolean;
}

/** Somebody who does work, or several who are alike. */
export interface ScheduleInputPerson {
  readonly id: string;
  readonly name: string;
  /** `null`: they share in the team's hours, and nothing is done by them by name. */
  readonly hoursPerWeek: number | null;
  /** Shares of their week by weekday, Monday first, in any unit; `null`: Monday to Friday alike. */
  readonly week: readonly number[] | null;
  readonly daysOff: readonly DateSpan[];
  /** Part of their hours that goes into planned work: focus factor times part of their time on this project; above 0, at most 1. */
  readonly share: number;
  readonly skills: readonly string[];
  /** How many alike there are, each of whom does one thing at a time; 1 for a person. */
  readonly units: number;
}

/** Something to be reached by a day. */
interface ScheduleInputMilestone {
  readonly id: string;
  readonly name: string;
  /** Last day of the day, week, month or quarter that is aimed at; `null` while none is. */
  readonly target: IsoDate | null;
}

/** Somebody that an issue needs: anyone of those named, or anyone with a skill, or anyone at all. */
export interface ScheduleNeed {
  /** Ids; empty: whoever has the skill. */
  readonly anyOf: readonly string[];
  /** `null` with nobody named: anyone. */
  readonly skill: string | null;
  /** How many at once; at least 1. Of one person with units, so many of these. */
  readonly count: number;
}

/** That an issue waits for an end of another one. */
export interface ScheduleLink {
  readonly id: string;
  readonly kind: LinkKind;
  /** Minutes of working time between the two ends; below 0 is a lead. */
  readonly lagMinutes: number;
}

/** One issue as far as the schedule needs it. */
export interface ScheduleInputIssue {
  readonly id: string;
  /** Likely hours that remain, of each person who works on it; `null` is unestimated: placed with 0 hours and listed. */
  readonly hours: number | null;
  /** It lasts as long as `hours` of the team's working time, whoever does it: time that passes, not effort. */
  readonly fixedDuration: boolean;
  /** Only open issues are placed. */
  readonly open: boolean;
  /** 0 (P0) to 3, 4 when none is set. */
  readonly priority: number;
  readonly rank: string;
  /** Empty: anyone. */
  readonly needs: readonly ScheduleNeed[];
  /** Sprint that the plan wishes for: kept where it can hold. */
  readonly wishedSprint: string | null;
  /** Dependencies that hold. Ids that are not among the open issues are taken as done. */
  readonly dependsOn: readonly ScheduleLink[];
  /** It does not start before this day, which may be when something outside is expected. */
  readonly notBefore: IsoDate | null;
  /** Last day on which it should be finished. */
  readonly deadline: IsoDate | null;
  /** A start that somebody set by hand, and which nothing moves. */
  readonly fixedStart: LocalTime | null;
  /** Work on it may rest over days off and holidays of whoever does it. */
  readonly splits: boolean;
  readonly milestoneId: string | null;
}
