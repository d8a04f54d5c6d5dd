import { must } from '#shared/base/must.ts';
import { success, type Success } from '#shared/base/result.ts';
import { workspaceRecordId } from '#electron/engine/document/place.ts';
import type { CommandContext } from './command-handler.ts';
import { differingFields } from './differing-field.ts';

interface Patch {
  readonly name?: string | undefined;
  readonly hoursPerWeek?: number | undefined;
  readonly sprintWeeks?: number | undefined;
}

/** Sets what is given of the workspace's name and capacity. */
export function changeWorkspace({ rows, step }: CommandContext, patch: Patch): Success<Record<never, never>> {
  const workspace = must(rows.workspace(), 'the workspace, which is made when the folder is');
  const fields = differingFields(workspace, patch);
  step.set(null, 'workspace', workspaceRecordId, fields);
  for (const field of ['name', 'hoursPerWeek', 'sprintWeeks'] as const) {
    const after = fields[field];
    if (after === undefined) continue;
    step.note(null, { issueId: null, subject: 'workspace:workspace', field, before: String(workspace[field]), after: String(after) });
  }
  return success({});
}
