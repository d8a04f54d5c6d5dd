// Workspaces beside the one that is open, for reading only: connections that are opened when something is asked of them
// and looked at now and then, because nobody tells when another program writes.
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { OtherReaders, OtherWorkspace } from './reader.ts';

/** Opens the workspace in a folder for reading; decides nothing about what is in it. */
export type OpenOther = (folder: string) => Result<OtherWorkspace, Problem>;

interface Known {
  readonly opened: Result<OtherWorkspace, Problem>;
  stamp: string;
}

/** The other workspaces that queries have asked for since they were last let go. */
export class OtherWorkspaces implements OtherReaders {
  readonly #open: OpenOther;
  readonly #known = new Map<string, Known>();

  constructor(open: OpenOther) {
    this.#open = open;
  }

  /** The workspace in `folder`, or why it cannot be read; asked again only after `changed` or `release`. */
  get(folder: string): Result<OtherWorkspace, Problem> {
    const known = this.#known.get(folder);
    if (known !== undefined) return known.opened;
    const opened = this.#open(folder);
    this.#known.set(folder, { opened, stamp: stampOf(opened) });
    return opened;
  }

  /** Whether any of them was written since this was last asked, can be read now or cannot any more. Such a one is opened anew. */
  changed(): boolean {
    let any = false;
    for (const [folder, known] of this.#known) {
      const stamp = stampOf(known.opened);
      if (known.opened.ok && stamp === known.stamp) continue;
      const opened = this.#open(folder);
      if (opened.ok || known.opened.ok) any = true;
      if (known.opened.ok) known.opened.value.close();
      this.#known.set(folder, { opened, stamp: stampOf(opened) });
    }
    return any;
  }

  /** Closes all. */
  release(): void {
    for (const { opened } of this.#known.values()) if (opened.ok) opened.value.close();
    this.#known.clear();
  }
}

/** Differs when the database was written by somebody else; empty when it cannot be read. */
function stampOf(opened: Result<OtherWorkspace, Problem>): string {
  if (!opened.ok) return '';
  try {
    return String(opened.value.reader.rows<{ data_version: number }>('PRAGMA data_version')[0]?.data_version);
  } catch {
    return '';
  }
}
