import type { CommandName } from '#shared/contract/command.ts';
import type { CommandHandler } from './command-handler.ts';
import { addComment } from './add-comment.ts';
import { addDependency } from './add-dependency.ts';
import { addExternal } from './add-external.ts';
import { addItem } from './add-item.ts';
import { changeLabels } from './change-labels.ts';
import { checkItem } from './check-item.ts';
import { createFlag } from './create-flag.ts';
import { createBaseline } from './create-baseline.ts';
import { createIssue } from './create-issue.ts';
import { createMilestone } from './create-milestone.ts';
import { createPerson } from './create-person.ts';
import { createRoadmap } from './create-roadmap.ts';
import { createSprint } from './create-sprint.ts';
import { deleteFlag } from './delete-flag.ts';
import { deleteBaseline } from './delete-baseline.ts';
import { deleteComment } from './delete-comment.ts';
import { deleteIssue } from './delete-issue.ts';
import { deleteRetentionRule } from './delete-retention-rule.ts';
import { deleteMilestone } from './delete-milestone.ts';
import { deletePerson } from './delete-person.ts';
import { deleteRoadmap } from './delete-roadmap.ts';
import { deleteSprint } from './delete-sprint.ts';
import { importFlags } from './import-flags.ts';
import { linkIssues } from './link-issues.ts';
import { deleteView } from './delete-view.ts';
import { saveView } from './save-view.ts';
import { updateView } from './update-view.ts';
import { moveIssue } from './move-issue.ts';
import { removeDependency } from './remove-dependency.ts';
import { removeExternal } from './remove-external.ts';
import { removeItem } from './remove-item.ts';
import { renameBaseline } from './rename-baseline.ts';
import { renameWorkspace } from './rename-workspace.ts';
import { resolveExternal } from './resolve-external.ts';
import { resolveConflict } from './resolve-conflict.ts';
import { takeOverChanges } from './take-over-changes.ts';
import { restore } from './restore.ts';
import { restoreArchived } from './restore-archived.ts';
import { setAssignee } from './set-assignee.ts';
import { setCapacity } from './set-capacity.ts';
import { setComponent } from './set-component.ts';
import { setEstimate } from './set-estimate.ts';
import { setHolidays } from './set-holidays.ts';
import { setMilestone } from './set-milestone.ts';
import { setPoints } from './set-points.ts';
import { setPriority } from './set-priority.ts';
import { setRetentionRule } from './set-retention-rule.ts';
import { setSprint } from './set-sprint.ts';
import { setStatus } from './set-status.ts';
import { updateFlag } from './update-flag.ts';
import { updateDependency } from './update-dependency.ts';
import { updateExternal } from './update-external.ts';
import { redo, undo } from './undo.ts';
import { updateIssue } from './update-issue.ts';
import { updateIssues } from './update-issues.ts';
import { updateItem } from './update-item.ts';
import { updateMilestone } from './update-milestone.ts';
import { updatePerson } from './update-person.ts';
import { updateRoadmap } from './update-roadmap.ts';
import { updateSprint } from './update-sprint.ts';

/** Every command of the contract with the function that carries it out. */
export const commandTable: { readonly [Name in CommandName]: CommandHandler<Name> } = {
  'create-roadmap': createRoadmap,
  'update-roadmap': updateRoadmap,
  'delete-roadmap': deleteRoadmap,
  'create-milestone': createMilestone,
  'update-milestone': updateMilestone,
  'create-issue': createIssue,
  'update-issue': updateIssue,
  'update-issues': updateIssues,
  'change-labels': changeLabels,
  'link-issues': linkIssues,
  'delete-issue': deleteIssue,
  'set-status': setStatus,
  'set-priority': setPriority,
  'set-estimate': setEstimate,
  'set-points': setPoints,
  'set-assignee': setAssignee,
  'set-milestone': setMilestone,
  'set-component': setComponent,
  'set-sprint': setSprint,
  'move-issue': moveIssue,
  'add-dependency': addDependency,
  'update-dependency': updateDependency,
  'remove-dependency': removeDependency,
  'add-external': addExternal,
  'update-external': updateExternal,
  'resolve-external': resolveExternal,
  'remove-external': removeExternal,
  'check-item': checkItem,
  'add-item': addItem,
  'update-item': updateItem,
  'remove-item': removeItem,
  'add-comment': addComment,
  'set-capacity': setCapacity,
  'set-holidays': setHolidays,
  'rename-workspace': renameWorkspace,
  'create-person': createPerson,
  'update-person': updatePerson,
  'create-sprint': createSprint,
  'update-sprint': updateSprint,
  'delete-sprint': deleteSprint,
  'create-flag': createFlag,
  'update-flag': updateFlag,
  'delete-flag': deleteFlag,
  'import-flags': importFlags,
  'delete-milestone': deleteMilestone,
  'delete-person': deletePerson,
  'delete-comment': deleteComment,
  restore,
  undo,
  redo,
  'create-baseline': createBaseline,
  'rename-baseline': renameBaseline,
  'delete-baseline': deleteBaseline,
  'set-retention-rule': setRetentionRule,
  'delete-retention-rule': deleteRetentionRule,
  'restore-archived': restoreArchived,
  'save-view': saveView,
  'resolve-conflict': resolveConflict,
  'take-over-changes': takeOverChanges,
  'update-view': updateView,
  'delete-view': deleteView,
};
