import { success } from '#shared/base/result.ts';
import { SavedViewId } from '#shared/plan/identity.ts';
import type { CommandHandler } from './command-handler.ts';
import { refuseView } from './saved-view-change.ts';

/** Gives a list of issues a name, for the whole team. */
export const saveView: CommandHandler<'save-view'> = ({ name, text, group, order }, context) => {
  const refused = refuseView(context, null, { name, text });
  if (refused !== null) return refused;
  const { step, author } = context;
  const viewId = SavedViewId.parse(context.newId());
  step.create(null, 'savedView', viewId, { name, text, group, order, author, rank: '' });
  step.note(null, { issueId: null, subject: `saved-view:${viewId}`, field: 'saved-view', before: null, after: name });
  return success({ viewId });
};
