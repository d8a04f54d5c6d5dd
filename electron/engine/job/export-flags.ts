import { success } from '#shared/base/result.ts';
import { type FlagInFile, writeFlagFile } from '#shared/plan/flag-file.ts';
import { writeFlagModule } from '#shared/plan/flag-typescript.ts';
import type { JobHandler } from './job-run.ts';

/** Writes all flags by name; of several with one name the first. The same flags give the same text. */
export const exportFlags: JobHandler<'export-flags'> = function* ({ format }, { rows }) {
  yield { step: 'Reading flags', done: 0, total: 0 };
  const keys = new Map<string, string[]>();
  for (const { flag, key } of rows.flagKeys()) keys.set(flag, [...(keys.get(flag) ?? []), key]);
  const flags = new Map<string, FlagInFile>();
  for (const { name, description, on, rolloutPercent, milestoneId } of rows.flags()) {
    if (flags.has(name)) continue;
    const milestone = milestoneId === null ? null : (rows.milestone(milestoneId)?.key ?? null);
    flags.set(name, { name, description, on, rolloutPercent, milestone, issues: keys.get(name) ?? [] });
  }
  const all = [...flags.values()];
  return success({ text: format === 'json' ? writeFlagFile(all) : writeFlagModule(all), flags: all.length });
};
