import { copyAside } from '#electron/engine/store/copy-aside.ts';
import { reportCheck, reportFindings } from '#electron/engine/store/store-report.ts';
import { type Result, success } from '#shared/base/result.ts';
import type { JobValue } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { EngineHost, EngineJob, EngineJobControl } from './engine-job.ts';
import { startStoreTask, type StoreTaskValue } from './store-task.ts';

type Check = StoreTaskValue['check'];
type Said = JobValue<'repair-from-team'>;

const changesText = (count: number): string => (count === 1 ? '1 change' : `${count} changes`);

/** What is lost here, by document; entries of the membership chain come by themselves. */
function wantedOf({ damagedChanges, missingChanges }: Check, documentOf: ReadonlyMap<string, string>): Record<string, string[]> {
  const wanted = new Map(Object.entries(missingChanges).map(([id, hashes]) => [id, [...hashes]]));
  for (const hash of damagedChanges) {
    const id = documentOf.get(hash);
    if (id === undefined) continue;
    const hashes = wanted.get(id) ?? [];
    hashes.push(hash);
    wanted.set(id, hashes);
  }
  wanted.delete('membership');
  return Object.fromEntries(wanted);
}

async function fetch(
  host: EngineHost,
  check: Check,
  control: EngineJobControl,
): Promise<Result<{ said: string[]; fetched: number }, Problem>> {
  const wanted = wantedOf(check, new Map(Object.entries(check.damagedIn)));
  const count = Object.values(wanted).flat().length;
  const answer = await host.writer().run('fetch-changes', { wanted }, control);
  if (!answer.ok) return answer;
  const { fetched, missing, asked, anew } = answer.value;
  const said: string[] = [];
  if (anew > 0)
    said.push(`With ${anew === 1 ? 'one device that has' : `${anew} devices that have`} not the same, everything is compared anew.`);
  if (count > 0 && asked === 0) said.push(`${changesText(count)} could be asked of nobody, because no other device is connected.`);
  if (fetched > 0)
    said.push(`${changesText(fetched)} that ${fetched === 1 ? 'was' : 'were'} damaged or missing here came from the team again.`);
  if (count > 0 && asked > 0 && missing > 0) said.push(`${changesText(missing)} none of the ${asked} connected devices has.`);
  return success({ said, fetched });
}

/**
 * The job `repair-from-team`: looks at everything on disk, fetches from the others what is damaged or missing, copies the files as they are before
 * anything is replaced, mends, and says what it did. Until then it can be cancelled and has changed nothing.
 */
export const repairFromTeam: EngineJob<'repair-from-team'> = {
  lane: 'store',
  async run(_args, host, control) {
    const { folder } = host;
    const checked = await startStoreTask(host, { type: 'check', folder }, control);
    if (!checked.ok) return checked;
    const fetched = await fetch(host, checked.value, control);
    if (!fetched.ok) return fetched;
    const { said } = fetched.value;
    if (checked.value.whole) {
      const counts = `${changesText(checked.value.changes)}, ${checked.value.documents} documents and ${checked.value.rows} rows`;
      return success({ whole: true, said: [`Everything here is whole: ${counts}.`, ...said], findings: [], fetched: 0, copy: null });
    }
    return mend(host, checked.value, fetched.value, control);
  },
};

async function mend(
  host: EngineHost,
  check: Check,
  { said, fetched }: { readonly said: readonly string[]; readonly fetched: number },
  control: EngineJobControl,
): Promise<Result<Said, Problem>> {
  const { folder } = host;
  const never = { ...control, signal: new AbortController().signal };
  let copy = '';
  const mended = await host.reopen(() => {
    // Nobody has the files open here.
    control.onProgress({ step: 'Copying everything as it is', done: 0, total: 0 });
    copy = copyAside(folder);
    control.onProgress({ step: 'Repairing', done: 0, total: 0 });
    return startStoreTask(host, { type: 'repair', folder, check }, never);
  });
  if (!mended.ok) return mended;
  if (!mended.value.ok) return mended.value;
  const again = await startStoreTask(host, { type: 'check', folder }, never);
  if (!again.ok) return again;
  // A damaged backup stays what it is.
  const left = again.value.findings.filter(({ area }) => area !== 'backup');
  const findings = [...mended.value.value, ...left];
  reportFindings(folder, findings);
  reportCheck(folder, again.value.at);
  host.touch(['store_report']);
  const done = [...new Set(mended.value.value.flatMap(({ repair }) => repair ?? []))];
  const end = left.length === 0 ? 'Everything is whole now.' : `${left.length} findings could not be mended.`;
  const before = `Before anything was replaced, all files were copied as they were to ${copy}.`;
  return success({ whole: left.length === 0, said: [...said, before, ...done, end], findings, fetched, copy });
}
