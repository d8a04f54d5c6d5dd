import type { SearchText } from '#electron/engine/store/search-text.ts';
import type { RoadmapCounts } from './new-roadmap-count.ts';

/** What goes with a new roadmap that is projected in parts. */
export interface BornRoadmap {
  readonly counts: RoadmapCounts;
  /** Finished for many parts together. */
  readonly search: SearchText;
  /** Issues that have their rows; each part adds its own. */
  readonly issues: Set<string>;
}
