// What was found and repaired, in a file beside the database: it outlives the database that it is about. One JSON object a line.
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StoreFinding } from '#shared/contract/store-job.ts';

const line = z.discriminatedUnion('type', [
  /** Everything was looked at; what it found follows from `findings` of the same instant. */
  z.object({ type: z.literal('check'), at: z.string() }),
  z.object({ type: z.literal('finding'), finding: StoreFinding }),
]);

/** What the file says. */
export interface StoreHistory {
  /** ISO instant of the last whole check. */
  readonly lastCheck: string | null;
  /** Newest first. */
  readonly findings: readonly StoreFinding[];
}

/** More findings than anybody reads. */
const most = 100;

function reportPath(folder: string): string {
  return join(folder, 'store-report.jsonl');
}

function append(folder: string, lines: readonly z.infer<typeof line>[]): void {
  if (lines.length === 0) return;
  try {
    appendFileSync(reportPath(folder), lines.map((one) => `${JSON.stringify(one)}\n`).join(''), { mode: 0o600, flush: true });
  } catch {
    // A full disk: whoever asked is told all the same, and the next check finds it again.
  }
}

/** Keeps what was found. */
export function reportFindings(folder: string, findings: readonly StoreFinding[]): void {
  append(
    folder,
    findings.map((finding) => ({ type: 'finding', finding })),
  );
}

/** Keeps that everything was checked at an ISO instant. */
export function reportCheck(folder: string, at: string): void {
  append(folder, [{ type: 'check', at }]);
}

/** What was found and repaired so far; lines that cannot be read are left out. */
export function storeHistory(folder: string): StoreHistory {
  let text: string;
  try {
    text = readFileSync(reportPath(folder), 'utf8');
  } catch {
    // Nothing was ever checked or found.
    return { lastCheck: null, findings: [] };
  }
  let lastCheck: string | null = null;
  const findings: StoreFinding[] = [];
  for (const row of text.split('\n')) {
    const parsed = line.safeParse(jsonOrNull(row));
    if (!parsed.success) continue;
    if (parsed.data.type === 'check') lastCheck = parsed.data.at;
    else findings.push(parsed.data.finding);
  }
  return { lastCheck, findings: findings.toReversed().slice(0, most) };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
