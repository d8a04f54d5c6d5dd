import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Deletes a saved view; the issues that it lists stay as they are. */
export const deleteView: CommandHandler<'delete-view'> = ({ viewId }, { rows, step, now }) => {
  const view = rows.savedView(viewId);
  if (view === null) return notFound('saved view', viewId, 'viewId');
  step.set(null, 'savedView', viewId, { deletedAt: now });
  step.note(null, { issueId: null, subject: `saved-view:${viewId}`, field: 'saved-view', before: view.name, after: null });
  return success({});
};
