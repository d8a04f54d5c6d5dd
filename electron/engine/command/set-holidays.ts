import { workspaceRecordId } from '#electron/engine/document/place.ts';
import { must } from '#shared/base/must.ts';
import { success } from '#shared/base/result.ts';
import { orderedSpans, spellSpans } from '#shared/plan/date-span.ts';
import type { CommandHandler } from './command-handler.ts';

/** Sets all days on which nobody works. */
export const setHolidays: CommandHandler<'set-holidays'> = ({ holidays }, { rows, step }) => {
  const was = must(rows.workspace(), 'the workspace, which is made when the folder is').holidays;
  const ordered = orderedSpans(holidays);
  const [before, after] = [was, ordered].map(spellSpans);
  if (before === after) return success({});
  step.set(null, 'workspace', workspaceRecordId, { holidays: ordered });
  step.note(null, { issueId: null, subject: 'workspace:workspace', field: 'holidays', before: before ?? null, after: after ?? null });
  return success({});
};
