import type { Option, Verb } from './call.ts';
import { addVerb } from './verb/add.ts';
import { atVerb } from './verb/at.ts';
import { auditVerb } from './verb/audit.ts';
import { archiveVerb } from './verb/archive.ts';
import { backupVerb } from './verb/backup.ts';
import { blockerVerb } from './verb/blocker.ts';
import { bundleVerb } from './verb/bundle.ts';
import { baselineVerb } from './verb/baseline.ts';
import { checkVerb } from './verb/check.ts';
import { conflictsVerb } from './verb/conflicts.ts';
import { deleteVerb } from './verb/delete.ts';
import { dependVerb } from './verb/depend.ts';
import { diffVerb } from './verb/diff.ts';
import { doctorVerb } from './verb/doctor.ts';
import { effortVerb } from './verb/effort.ts';
import { exportVerb } from './verb/export.ts';
import { flagsVerb } from './verb/flags.ts';
import { graphVerb } from './verb/graph.ts';
import { historyVerb } from './verb/history.ts';
import { holidaysVerb } from './verb/holidays.ts';
import { importVerb } from './verb/import.ts';
import { listVerb } from './verb/list.ts';
import { logVerb } from './verb/log.ts';
import { outlineVerb } from './verb/outline.ts';
import { peerVerb } from './verb/peer.ts';
import { peopleVerb } from './verb/people.ts';
import { planVerb } from './verb/plan.ts';
import { readyVerb } from './verb/ready.ts';
import { scheduleVerb } from './verb/schedule.ts';
import { scenarioVerb } from './verb/scenario.ts';
import { serveVerb } from './verb/serve.ts';
import { portfolioVerb } from './verb/portfolio.ts';
import { searchVerb } from './verb/search.ts';
import { setVerb } from './verb/set.ts';
import { showVerb } from './verb/show.ts';
import { sprintVerb } from './verb/sprint.ts';
import { viewVerb } from './verb/view.ts';
import { restoreVerb, trashVerb } from './verb/trash.ts';
import { redoVerb, undoVerb } from './verb/undo.ts';

/** All verbs, in the order of the help. */
export const verbList: readonly Verb[] = [
  importVerb,
  listVerb,
  searchVerb,
  viewVerb,
  showVerb,
  readyVerb,
  outlineVerb,
  effortVerb,
  planVerb,
  scheduleVerb,
  graphVerb,
  addVerb,
  setVerb,
  checkVerb,
  dependVerb,
  blockerVerb,
  peopleVerb,
  holidaysVerb,
  sprintVerb,
  deleteVerb,
  flagsVerb,
  undoVerb,
  redoVerb,
  trashVerb,
  restoreVerb,
  conflictsVerb,
  logVerb,
  historyVerb,
  auditVerb,
  archiveVerb,
  exportVerb,
  atVerb,
  diffVerb,
  baselineVerb,
  scenarioVerb,
  portfolioVerb,
  peerVerb,
  bundleVerb,
  backupVerb,
  doctorVerb,
  serveVerb,
];

/** Flags that every verb takes. */
export const everyOption = {
  workspace: { type: 'string', value: 'PATH', help: "folder of the workspace (default in the user's data directory)" },
  roadmap: { type: 'string', value: 'R', help: 'only this roadmap: id, title or a unique part of the title' },
  in: {
    type: 'string',
    value: 'VIEW',
    help: 'in another view: a day, a time such as 2h ago, the number of a change, the name of a baseline or scenario',
  },
  json: { type: 'boolean', help: 'JSON on stdout and nothing else' },
  help: { type: 'boolean', help: 'show this help' },
} as const satisfies Readonly<Record<string, Option>>;
