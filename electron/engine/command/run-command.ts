import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { Step } from '#electron/engine/document/step.ts';
import { failure, type Result } from '#shared/base/result.ts';
import { type CommandName, commands } from '#shared/contract/command.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { CommandContext } from './command-handler.ts';
import { commandTable } from './command-table.ts';
import { parseArguments } from './parse-arguments.ts';

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** Validates and carries out one command; what it answers is on disk. @throws when the disk refuses; nothing has changed then. */
export function runCommand(store: PlanStore, name: string, rawArguments: unknown): Result<unknown, Problem> {
  if (!isCommand(name)) return failure(problem('invalid-argument', `There is no command called "${name}".`, 'name'));
  const parsed = parseArguments(commands[name].args, rawArguments);
  if (!parsed.ok) return parsed;
  const refused = store.team.refusal();
  if (refused !== null) return failure(refused);
  const [answer, step] = workOut(store, name, parsed.value);
  // Rows of an import are still being made, and this command looked for some of them.
  if (store.isAhead(step, !answer.ok)) {
    store.lateRows.catchUp();
    const [again, another] = workOut(store, name, parsed.value);
    if (again.ok) store.commit(another);
    return again;
  }
  if (answer.ok) store.commit(step);
  return answer;
}

function workOut(store: PlanStore, name: CommandName, args: unknown): [answer: Result<unknown, Problem>, step: Step] {
  const step = new Step(name);
  const context: CommandContext = {
    rows: store.rows,
    step,
    now: new Date(store.source.now()).toISOString(),
    author: store.author,
    deviceId: store.deviceId,
    history: store.history,
    document: (id) => store.document(id),
    newId: () => store.source.newId(),
    moment: (seq) => store.moment(seq),
    lost: (hashes) => store.lostChanges(hashes),
  };
  // Arguments and handler belong to the same name, which the compiler cannot follow through a look-up.
  const handler = commandTable[name] as unknown as (args: unknown, context: CommandContext) => Result<unknown, Problem>;
  return [handler(args, context), step];
}
