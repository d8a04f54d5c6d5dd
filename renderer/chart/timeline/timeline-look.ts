import type { ReactNode } from 'react';
import type { TimelineScale } from '#shared/layout/timeline/scale.ts';

/** How a bar looks and what it says. */
export interface BarLook {
  readonly tone: 'plain' | 'ready' | 'accent' | 'danger';
  readonly critical: boolean;
  /** Placed by the scheduler, where no person asked for it. */
  readonly placed: boolean;
  /** Has no length: drawn as a dashed tick. */
  readonly tick: boolean;
  readonly short: string;
  readonly title: string;
  /** A quiet remark after the title. */
  readonly note: string;
  /** What a screen reader says. */
  readonly label: string;
}

/** A named stretch of days above the axis: a sprint. */
export interface NamedStretch {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly current: boolean;
}

/** A point in time with a name: a milestone. */
export interface TimelineMark {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly note: string;
  readonly critical: boolean;
}

/** An arrow from one bar to another. */
export interface TimelineLink {
  readonly from: string;
  readonly to: string;
  readonly look: 'plain' | 'critical';
}

/** What stands at the left of a lane. */
export type LaneHead = (laneId: string) => ReactNode;

/** The part of the sheet that is on screen, in pixels of the sheet; changes in steps. */
export interface SeenPart {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Width of the column with the names of the lanes, in pixels. */
export const laneHeadWidth = 190;

/** First and last day that are seen, with fractions. */
export function seenDays(scale: TimelineScale, seen: SeenPart): { readonly from: number; readonly to: number } {
  return { from: scale.firstDay + seen.left / scale.pixelsPerDay, to: scale.firstDay + seen.right / scale.pixelsPerDay };
}
