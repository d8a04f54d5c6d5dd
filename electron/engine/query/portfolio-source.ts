// The workspaces of a portfolio, this one first, each with whether it can be read.
import { newestSchema } from '#electron/engine/store/migrate.ts';
import { readLinks } from '#electron/engine/store/workspace-link.ts';
import type { PortfolioRow } from '#shared/contract/portfolio.ts';
import type { OtherReaders, Reader } from './reader.ts';

/** One workspace of a portfolio. */
export interface PortfolioSource {
  readonly folder: string;
  readonly own: boolean;
  readonly state: PortfolioRow['state'];
  readonly reason: string | null;
  /** `null` where it cannot be read. */
  readonly reader: Reader | null;
}

/** This workspace and those that it is linked with. */
export function portfolioSources(own: Reader): PortfolioSource[] {
  const { others } = own;
  const first: PortfolioSource = { folder: own.folder, own: true, state: 'ready', reason: null, reader: own };
  return [first, ...(others === null ? [] : readLinks(own.folder).map((folder) => sourceOf(others, folder)))];
}

function sourceOf(others: OtherReaders, folder: string): PortfolioSource {
  const opened = others.get(folder);
  const source = { folder, own: false };
  if (!opened.ok) {
    const missing = opened.error.message.startsWith('There is no workspace');
    return missing
      ? {
          ...source,
          state: 'missing',
          reason: 'There is no workspace in this folder: it was moved, or its drive is not there. Put it back, or unlink it.',
          reader: null,
        }
      : { ...source, state: 'unreadable', reason: opened.error.message, reader: null };
  }
  const { reader, version } = opened.value;
  if (version > newestSchema()) {
    return { ...source, state: 'newer', reason: 'A newer Sextant wrote it. Update this Sextant to see it here.', reader: null };
  }
  if (version < newestSchema()) {
    return { ...source, state: 'older', reason: 'An older Sextant wrote it. Open it once with this one to see it here.', reader: null };
  }
  return { ...source, state: 'ready', reason: null, reader };
}

/** Reads from a source in one snapshot; `null`, with the reason, when the database fails to answer. */
export function readSource<Value>(
  source: PortfolioSource,
  read: (reader: Reader) => Value,
): { value: Value | null; source: PortfolioSource } {
  const { reader } = source;
  if (reader === null) return { value: null, source };
  try {
    return { value: reader.snapshot(() => read(reader)), source };
  } catch (error) {
    if (source.own) throw error;
    const reason = `It cannot be read at the moment (${error instanceof Error ? error.message : String(error)}).`;
    return { value: null, source: { ...source, state: 'unreadable', reason, reader: null } };
  }
}
