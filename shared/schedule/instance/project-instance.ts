// Projects of the literature as their files tell them, and what can be wrong with such a file.
import { failure, type Result } from '#shared/base/result.ts';

/** One activity. */
interface InstanceActivity {
  readonly duration: number;
  /** Units of each resource, for all its time. */
  readonly demand: readonly number[];
  /** Numbers, from 0, of those that start after it has ended. */
  readonly successors: readonly number[];
}

/** A resource-constrained project (single mode, renewable resources). */
export interface ProjectInstance {
  readonly activities: readonly InstanceActivity[];
  /** Units of each resource, at all times. */
  readonly capacity: readonly number[];
}

/** Where a file is not what it should be, and how. */
export interface InstanceProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** What was read, or the first thing that is wrong. */
export type InstanceResult = Result<ProjectInstance, InstanceProblem>;

/** The first thing that is wrong. */
export function notInstance(line: number, message: string): InstanceResult {
  return failure({ line, message });
}
