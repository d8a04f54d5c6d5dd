// Export and import of whole workspaces as a law: what is exported after any commands comes back equal.
import fc from 'fast-check';
import { expect } from 'vitest';
import { exportJson } from '#electron/engine/job/export-json-task.ts';
import { importJson } from '#electron/engine/job/import-json.ts';
import { must } from '#shared/base/must.ts';
import type { Result } from '#shared/base/result.ts';
import type { JobValue } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { WorkspaceFile } from '#shared/contract/workspace-file.ts';
import { randomCommand, settleArguments } from '../command-arbitrary.ts';
import { type OpenStore, openStore } from '../open-store.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';
import { everyCommand, everyCommandPlan } from './every-command.ts';

/** The text of an export. */
export function exported({ folder }: OpenStore, withLog = true): string {
  const result = exportJson(folder, null, withLog, { tell: () => {} });
  if (!result.ok) throw new Error(result.error.message);
  return must(result.value.text, 'the text');
}

/** Imports a text. */
export function imported({ store }: OpenStore, text: string): Result<JobValue<'import-json'>, Problem> {
  const run = importJson({ text }, store);
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

/** Tables that tell of the history: who changed what, and when. */
const ofHistory: ReadonlySet<string> = new Set(['activity', 'issue_time']);

/** Every row but those of the history. */
function planRows(open: OpenStore): unknown {
  return Object.fromEntries(Object.entries(open.rows()).filter(([table]) => !ofHistory.has(table)));
}

const wholeLog = (open: OpenStore): unknown => [
  open.reader.prepare('SELECT seq, document_id, hash, device_id, signature, received_at, bytes, link FROM change ORDER BY seq').all(),
  open.reader.prepare('SELECT id, kind, roadmap_id, heads, schema_version FROM document ORDER BY id').all(),
  open.reader.prepare('SELECT path, roadmap_id, sha256 FROM plan_file ORDER BY path').all(),
];

/** Checks the law on `numRuns` random sequences; gives how many commands were carried out, for a law that nothing was done under says nothing. */
export function checkWorkspaceFile(numRuns: number, seed: number): number {
  const seen = { carriedOut: 0 };
  fc.assert(
    fc.property(randomPlanFile, fc.array(randomCommand, { minLength: 5, maxLength: 40, size: 'max' }), (plan, commands) => {
      const open = openStore();
      open.importFiles([plan]);
      for (const command of commands) seen.carriedOut += Number(open.command(command.name, settleArguments(command, open)).ok);
      const text = exported(open);
      expect(WorkspaceFile.safeParse(JSON.parse(text)).error?.issues).toBeUndefined();

      const twin = openStore();
      expect(imported(twin, text)).toMatchObject({ ok: true });
      expect(twin.rows()).toEqual(open.rows());
      expect(wholeLog(twin)).toEqual(wholeLog(open));
      twin.close();
      // The journal was exchanged as well: nothing is to be made up for at the next start.
      const again = openStore(twin.folder);
      expect(again.rows()).toEqual(open.rows());
      expect(wholeLog(again)).toEqual(wholeLog(open));
      again.close();

      const copy = openStore();
      expect(imported(copy, exported(open, false))).toMatchObject({ ok: true, value: { changes: 0 } });
      expect(planRows(copy)).toEqual(planRows(open));
      copy.store.rebuild();
      expect(planRows(copy)).toEqual(planRows(open));
      copy.close();
      open.close();
    }),
    { numRuns, seed, examples: [[everyCommandPlan, everyCommand.flatMap((step) => (step.kind === 'command' ? [step.command] : []))]] },
  );
  return seen.carriedOut;
}
