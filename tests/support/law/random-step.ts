// One step of a law: a command, an import of a plan file, or an archiving of finished issues.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { archive } from '#electron/engine/job/archive.ts';
import type { Result } from '#shared/base/result.ts';
import type { CommandName } from '#shared/contract/command.ts';
import type { JobArgs } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { IssueId } from '#shared/plan/identity.ts';
import { randomCommand, type RandomCommand, settleArguments } from '../command-arbitrary.ts';
import type { OpenStore } from '../open-store.ts';
import { randomPlanFile, type RandomPlanFile } from '../plan-file-arbitrary.ts';
import { runJob } from '../run-job.ts';
import type { LawTally } from './law-tally.ts';

/** A step whose ids are not chosen yet. */
export type RandomStep =
  | { readonly kind: 'command'; readonly command: RandomCommand }
  | { readonly kind: 'import'; readonly file: RandomPlanFile }
  | { readonly kind: 'archive'; readonly salt: number };

/** A step whose ids are chosen. */
export type SettledStep =
  | { readonly kind: 'command'; readonly name: CommandName; readonly args: Record<string, unknown> }
  | { readonly kind: 'import'; readonly args: JobArgs<'import-plan'> }
  | { readonly kind: 'archive'; readonly args: JobArgs<'archive'> };

/** One random step. */
export const oneStep: fc.Arbitrary<RandomStep> = fc.oneof(
  { weight: 24, arbitrary: randomCommand.map((command): RandomStep => ({ kind: 'command', command })) },
  { weight: 2, arbitrary: randomPlanFile.map((file): RandomStep => ({ kind: 'import', file })) },
  { weight: 1, arbitrary: fc.nat({ max: 5 }).map((salt): RandomStep => ({ kind: 'archive', salt })) },
);

/** Somebody writes in a body. */
const writing = fc
  .record({ number: fc.nat({ max: 400 }), body: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60, size: 'max' }) })
  .map(({ number, body }): RandomStep => {
    const args = { issueId: { from: 'issue', number }, patch: { body } };
    return { kind: 'command', command: { name: 'update-issue', args } };
  });

/** One random step of those that come often: where there are thousands, each in a moment. */
export const oftenStep: fc.Arbitrary<RandomStep> = fc.oneof(
  { weight: 100, arbitrary: randomCommand.map((command): RandomStep => ({ kind: 'command', command })) },
  { weight: 12, arbitrary: writing },
  { weight: 2, arbitrary: randomPlanFile.map((file): RandomStep => ({ kind: 'import', file })) },
  { weight: 1, arbitrary: fc.nat({ max: 5 }).map((salt): RandomStep => ({ kind: 'archive', salt })) },
);

/** Between `least` and `most` random steps. */
export function randomSteps(least: number, most: number): fc.Arbitrary<RandomStep[]> {
  return fc.array(oneStep, { minLength: least, maxLength: most, size: 'max' });
}

/** What a step is called in a message. */
export function nameOf(step: RandomStep): string {
  return step.kind === 'command' ? step.command.name : step.kind;
}

/** Chooses the ids of a step among what the workspace in `folder` holds. */
export function settleStep(step: RandomStep, { folder, reader }: Pick<OpenStore, 'folder' | 'reader'>): SettledStep {
  switch (step.kind) {
    case 'command':
      return { kind: 'command', name: step.command.name, args: settleArguments(step.command, { reader }) };
    case 'import':
      return { kind: 'import', args: { files: [step.file] } };
    case 'archive': {
      const cold = join(folder, 'cold');
      mkdirSync(cold, { recursive: true });
      const closed = reader.prepare<[], string>('SELECT id FROM issue WHERE open = 0 ORDER BY id').pluck().all();
      const chosen = closed.filter((_, index) => (index + step.salt) % 3 !== 2);
      // None to archive is refused, like any other id of nothing.
      const issueIds = (chosen.length > 0 ? chosen : ['none-yet']).map((id) => IssueId.parse(id));
      return { kind: 'archive', args: { issueIds, folder: cold, dryRun: false } };
    }
  }
}

/** Takes a step and says whether it was carried out. */
export function takeStep(open: OpenStore, step: RandomStep, tally: LawTally): boolean {
  const settled = settleStep(step, open);
  const { ok } = takeSettledStep(open, settled);
  tally.note(settled, ok);
  return ok;
}

/** Takes a step whose ids are chosen. */
export function takeSettledStep(open: OpenStore, step: SettledStep): Result<unknown, Problem> {
  switch (step.kind) {
    case 'command':
      return open.command(step.name, step.args);
    case 'import':
      return open.importFiles(step.args.files);
    case 'archive':
      return runJob(archive(step.args, open.store));
  }
}
