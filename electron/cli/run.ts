import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Connection } from '#shared/contract/connection.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import type { Call, Host } from './call.ts';
import { generalHelp, verbHelp } from './help.ts';
import { findRoadmap } from './lookup/find-roadmap.ts';
import { findView } from './lookup/find-view.ts';
import { type Parsed, parseArguments } from './parse-arguments.ts';
import { Refusal, take } from './refusal.ts';
import { painter } from './terminal/paint.ts';
import { ProgressLine } from './terminal/progress-line.ts';
import { safeLine } from './terminal/text-width.ts';
import { shellWord } from './terminal/shell-word.ts';

/** Runs one call of the command line. Answers the exit code: 0 done, 1 refused or failed, 2 wrong call. */
export async function run(given: readonly string[], host: Host): Promise<0 | 1 | 2> {
  const json = given.includes('--json');
  try {
    if (given.length === 0) {
      host.writeError(`${generalHelp()}\n`);
      return 2;
    }
    const parsed = parseArguments(given);
    if (parsed.ask === 'verb') await runVerb(parsed, host, json);
    else host.writeOutput(`${parsed.ask === 'help' ? (parsed.verb === null ? generalHelp() : verbHelp(parsed.verb)) : version()}\n`);
    return 0;
  } catch (error) {
    if (error instanceof Refusal) {
      complain(error.problem, host, json, error.exit === 1);
      return error.exit;
    }
    const message = `Sextant failed in a way that it should not: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    complain(problem('internal', message), host, json, true);
    return 1;
  }
}

async function runVerb(parsed: Parsed & { ask: 'verb' }, host: Host, json: boolean): Promise<void> {
  const { verb, flags, words } = parsed;
  const progress = new ProgressLine(host.errorIsTerminal && !json ? (text) => host.writeError(text) : null, host.columns ?? 80);
  const named = flags.text('workspace');
  const { defaultFolder } = await import('#electron/engine/default-folder.ts');
  const { isWorkspace } = await import('#electron/engine/is-workspace.ts');
  const folder = named === null ? defaultFolder() : resolve(host.cwd, named);
  const opened: Promise<Connection>[] = [];
  const once = (opening: () => Promise<Connection>): Promise<Connection> => {
    const [first] = opened;
    if (first !== undefined) return first;
    if (named === null && !json) host.writeError(`Workspace: ${folder} (the default; --workspace PATH takes another)\n`);
    const opens = opening();
    opened.push(opens);
    return opens;
  };
  const mayBegin = typeof verb.begins === 'object' ? verb.begins.includes(words[0] ?? '') : verb.begins === true;
  const openAs = async (opening: () => Promise<Connection>): Promise<Connection> => {
    // A mistyped path must not become a new, empty workspace that looks as if everything were gone.
    if (named !== null && !mayBegin && !isWorkspace(folder)) throw noWorkspace(folder, named);
    return once(opening);
  };
  const open = (): Promise<Connection> => openAs(() => openWorkspace(folder));
  const inView = flags.text('in');
  const viewed: Promise<Connection>[] = [];
  /** The workspace in the view that `--in` names, looked up once. */
  const openView = async (): Promise<Connection> => {
    const connection = await open();
    if (inView === null) return connection;
    const [known] = viewed;
    if (known !== undefined) return known;
    const looked = findView(connection, inView).then(({ view, said }) => {
      if (said !== null && !json) host.writeError(`${said}\n`);
      return connection.in(view);
    });
    viewed.push(looked);
    return looked;
  };
  const call: Call = {
    flags,
    words,
    json,
    host,
    folder,
    open: openView,
    stay: (onLost) => openAs(() => stayInWorkspace(folder, onLost)),
    roadmapIds: async () => {
      const roadmap = flags.text('roadmap');
      return roadmap === null ? [] : [(await findRoadmap(await openView(), roadmap)).id];
    },
    progress: (text) => progress.show(text),
  };
  try {
    const report = await verb.run(call);
    progress.clear();
    const printed = report.printed === true;
    if (json) host.writeOutput(printed ? '' : `${JSON.stringify(report.json, null, 2)}\n`);
    else {
      const paint = painter(host.outputIsTerminal, host.environment);
      host.writeOutput(printed ? '' : `${report.text(paint, host.columns)}\n`);
      if (report.hint !== null) host.writeError(`${painter(host.errorIsTerminal, host.environment)('quiet', safeLine(report.hint))}\n`);
    }
    await report.until;
  } finally {
    progress.clear();
    // A workspace that could not be opened has been complained about already.
    const [settled] = await Promise.allSettled(opened);
    if (settled?.status === 'fulfilled') await settled.value.close();
  }
}

function noWorkspace(folder: string, named: string): Refusal {
  const message = `There is no workspace in ${folder}. Check --workspace, or begin one there with: sextant import PLAN.md --workspace ${shellWord(named)}`;
  return new Refusal(1, problem('not-found', message, '--workspace'));
}

// Loaded late, so that help and a mistyped flag do not wait for SQLite and Automerge.
async function openWorkspace(folder: string): Promise<Connection> {
  const { openOrConnect } = await import('#electron/engine/local-socket.ts');
  return take(await openOrConnect(folder));
}

async function stayInWorkspace(folder: string, onLost: (reason: Problem) => void): Promise<Connection> {
  const { stayOpen } = await import('#electron/engine/stay-open.ts');
  return take(await stayOpen({ folder }, onLost));
}

function complain(reason: Problem, host: Host, json: boolean, withDetails: boolean): void {
  if (json) {
    const { code, message, where, details } = reason;
    host.writeError(`${JSON.stringify({ error: { code, message, where, details } })}\n`);
    return;
  }
  const paint = painter(host.errorIsTerminal, host.environment);
  host.writeError(`${paint('blocked', 'sextant:')} ${safeLine(reason.message)}\n`);
  // What a wrong call could have been is in its message already.
  for (const detail of withDetails ? reason.details : []) host.writeError(`  ${safeLine(detail)}\n`);
}

function version(): string {
  const stated: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof stated === 'object' && stated !== null && 'version' in stated ? String(stated.version) : 'unknown';
}
