import { existsSync, renameSync, rmSync } from 'node:fs';
import { notFound } from '#electron/engine/command/command-handler.ts';
import { isSameName } from '#electron/engine/command/same-name.ts';
import { newScenarioFolder, scenarioFolder, scenariosFolder } from '#electron/engine/store/scenario-place.ts';
import { Step } from '#electron/engine/document/step.ts';
import { openReader } from '#electron/engine/store/connection.ts';
import { syncFolder } from '#electron/engine/store/sync-folder.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { namedView } from '#shared/contract/view.ts';
import { ScenarioId } from '#shared/plan/identity.ts';
import type { JobHandler } from './job-run.ts';

/**
 * The document thread's half of `create-scenario`: gives the copy that was made its id and its record. The folder has its
 * name before the record is on disk, so that there is no record without a folder; a folder without a record is swept away.
 */
export const recordFork: JobHandler<'create-scenario'> = function* ({ roadmapId, name }, store) {
  yield { step: 'Recording the scenario', done: 0, total: 1 };
  const { rows, folder } = store;
  const roadmap = rows.roadmap(roadmapId);
  if (roadmap === null) return notFound('roadmap', roadmapId, 'roadmapId');
  const namesake = rows.scenarios().find((scenario) => scenario.state === 'open' && isSameName(scenario.name, name));
  if (namesake !== undefined) {
    return failure(problem('duplicate', `There is an open scenario ${namesake.name} already; choose another name.`, 'name', [namesake.id]));
  }
  const copy = openReader(newScenarioFolder(folder));
  if (!copy.ok) return copy;
  const documents = copy.value.prepare<[], { id: string; heads: string }>('SELECT id, heads FROM document').all();
  copy.value.close();
  const scenarioId = ScenarioId.parse(store.source.newId());
  const place = scenarioFolder(folder, scenarioId);
  const step = new Step('create-scenario');
  step.create(null, 'scenario', scenarioId, {
    name,
    roadmapId,
    createdAt: new Date(store.source.now()).toISOString(),
    author: store.author,
    deviceId: store.deviceId,
    state: 'open',
    heads: Object.fromEntries(documents.map(({ id, heads }) => [id, heads.split(' ')])),
  });
  step.note(null, { issueId: null, field: 'scenario', before: null, after: name, subject: `scenario:${scenarioId}` });
  renameSync(newScenarioFolder(folder), place);
  let recorded = false;
  try {
    syncFolder(scenariosFolder(folder));
    store.commit(step);
    recorded = true;
  } finally {
    if (!recorded && existsSync(place)) rmSync(place, { recursive: true, force: true });
  }
  return success({ scenarioId, view: namedView('scenario', scenarioId) });
};
