// How much work an issue is thought to be, in hours. Points are kept apart and never converted.
import { z } from 'zod';
import { Hours } from './quantity.ts';

/** Likely hours, with an optional range: optimistic is the 10th percentile, pessimistic the 90th. */
export const Estimate = z
  .object({
    likely: Hours,
    optimistic: Hours.nullable(),
    pessimistic: Hours.nullable(),
  })
  .refine((estimate) => estimate.optimistic === null || estimate.optimistic <= estimate.likely, {
    path: ['optimistic'],
    message: 'The optimistic hours must not exceed the likely hours.',
  })
  .refine((estimate) => estimate.pessimistic === null || estimate.pessimistic >= estimate.likely, {
    path: ['pessimistic'],
    message: 'The pessimistic hours must not be below the likely hours.',
  });
export type Estimate = z.infer<typeof Estimate>;
