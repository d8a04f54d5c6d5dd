import { notFound } from '#electron/engine/command/command-handler.ts';
import type { Heads } from '#electron/engine/document/record.ts';
import { scenarioFolder } from '#electron/engine/store/scenario-place.ts';
import { Step } from '#electron/engine/document/step.ts';
import { openReader } from '#electron/engine/store/connection.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { type ForkedDocument, forkedDocuments } from './forked-document.ts';
import type { JobHandler } from './job-run.ts';
import { ScenarioMerge } from './scenario-merge.ts';

/**
 * The job `merge-scenario`: three ways, by record and field, between the fork, the scenario and the plan as it stands. The
 * plan is looked at and changed in one piece at the end, so that no command comes in between; the scenario is merged in
 * the same transaction that changes the plan.
 */
export const mergeScenario: JobHandler<'merge-scenario'> = function* ({ scenarioId, prefer, dryRun }, store) {
  const scenario = store.rows.scenarios().find(({ id }) => id === scenarioId);
  if (scenario === undefined) return notFound('scenario', scenarioId, 'scenarioId');
  if (scenario.state !== 'open') {
    return failure(problem('read-only', `The scenario ${scenario.name} was ${scenario.state} already.`, 'scenarioId'));
  }
  const opened = openReader(scenarioFolder(store.folder, scenarioId));
  if (!opened.ok) {
    return failure(
      problem(
        'unavailable',
        'What was changed in this scenario is not on this device; merge it on the device where it was made.',
        'scenarioId',
      ),
    );
  }
  const connection = opened.value;
  const documents: ForkedDocument[] = [];
  try {
    // One state of the scenario, whoever goes on changing it.
    connection.exec('BEGIN');
    // Written from a record of that shape.
    const fork = JSON.parse(scenario.heads) as Heads;
    for (const document of forkedDocuments(connection, fork)) {
      documents.push(document);
      yield { step: 'Reading the scenario', done: documents.length, total: 0 };
    }
    store.lateRows.catchUp();
    const step = new Step('merge-scenario');
    const merge = new ScenarioMerge(store, step, prefer);
    for (const document of documents) merge.take(document);
    merge.finish();
    const { created, changed, deleted, conflicts, remarks } = merge;
    const merged = !dryRun && (conflicts.length === 0 || prefer !== null);
    if (merged) {
      step.set(null, 'scenario', scenarioId, { state: 'merged' });
      step.note(null, { issueId: null, field: 'state', before: 'open', after: 'merged', subject: `scenario:${scenarioId}` });
      store.commit(step);
    }
    return success({ merged, created, changed, deleted, conflicts, remarks });
  } finally {
    for (const { now } of documents) now.free();
    connection.close();
  }
};
