import { notFound } from '#electron/engine/command/command-handler.ts';
import { Step } from '#electron/engine/document/step.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import type { JobHandler } from './job-run.ts';

/** The document thread's half of `discard-scenario`: says that it is nothing any more. */
export const recordDiscard: JobHandler<'discard-scenario'> = function* ({ scenarioId }, store) {
  yield { step: 'Discarding the scenario', done: 0, total: 1 };
  const scenario = store.rows.scenarios().find(({ id }) => id === scenarioId);
  if (scenario === undefined) return notFound('scenario', scenarioId, 'scenarioId');
  if (scenario.state === 'discarded') {
    return failure(problem('invalid-argument', `The scenario ${scenario.name} was discarded already.`, 'scenarioId'));
  }
  const step = new Step('discard-scenario');
  step.set(null, 'scenario', scenarioId, { state: 'discarded' });
  step.note(null, {
    issueId: null,
    field: 'state',
    before: scenario.state,
    after: 'discarded',
    subject: `scenario:${scenarioId}`,
  });
  store.commit(step);
  return success({});
};
