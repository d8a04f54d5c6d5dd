import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import type { JobInput } from '#shared/contract/job.ts';
import { RetentionRuleId } from '#shared/plan/identity.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * The archivings that this device is to do by itself now: one for each of its rules, once a day, when it has a folder for
 * them. Asking counts as having done it, so that a folder that is away is tried again the next day and not all the time.
 */
export function dueArchives(store: PlanStore): JobInput<'archive'>[] {
  const { rows } = store;
  const folder = rows.archiveSetting('folder') ?? '';
  if (folder === '') return [];
  const now = store.source.now();
  const ranAt = Date.parse(rows.archiveSetting('ran-at') ?? '');
  if (now - ranAt < day) return [];
  const own = rows.retentionRules().filter(({ enabled, deviceId }) => enabled && deviceId === store.deviceId);
  if (own.length === 0) return [];
  store.keepArchiveSetting('ran-at', new Date(now).toISOString());
  return own.map(({ id }) => ({ ruleId: RetentionRuleId.parse(id), folder }));
}
