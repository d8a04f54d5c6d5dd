import { failure } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { Writer } from './late-thread.ts';

/** A writer that writes nothing: where a workspace can be read, but what it takes to sign a change is out of reach. */
export function refusingWriter(reason: Problem): Writer {
  const refuse = (): Promise<never> => Promise.resolve(failure(reason)) as Promise<never>; // a refusal is an answer to every question
  const hearNothing = (): (() => void) => () => {};
  const told = { onCommit: hearNothing, onCrash: hearNothing, onSync: hearNothing, network: () => {} };
  return { ...told, command: refuse, run: refuse, rebuild: refuse, close: () => Promise.resolve() };
}
