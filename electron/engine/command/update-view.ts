import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { differingFields } from './differing-field.ts';
import { refuseView } from './saved-view-change.ts';

interface ViewFields {
  name: string;
  text: string;
  group: string | null;
  order: string | null;
}

/** Sets fields of a saved view. */
export const updateView: CommandHandler<'update-view'> = ({ viewId, ...patch }, context) => {
  const { rows, step } = context;
  const view = rows.savedView(viewId);
  if (view === null) return notFound('saved view', viewId, 'viewId');
  const refused = refuseView(context, viewId, patch);
  if (refused !== null) return refused;
  const before: ViewFields = { name: view.name, text: view.text, group: view.group, order: view.order };
  const fields = differingFields(before, patch);
  step.set(null, 'savedView', viewId, fields);
  for (const [field, after] of Object.entries(fields)) {
    // The fields that differ are fields of the view.
    const was = before[field as keyof ViewFields];
    step.note(null, { issueId: null, subject: `saved-view:${viewId}`, field, before: was, after });
  }
  return success({});
};
