// Priority (what comes first) and severity (how bad it is) of an issue.
import { z } from 'zod';

/** P0 is most urgent. */
export const Priority = z.enum(['P0', 'P1', 'P2', 'P3']);
export type Priority = z.infer<typeof Priority>;

/** How bad the consequence is, apart from when it is handled. */
export const Severity = z.enum(['critical', 'high', 'medium', 'low']);
export type Severity = z.infer<typeof Severity>;
