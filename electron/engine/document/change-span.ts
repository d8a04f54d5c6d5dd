// Which operations a change holds, and what it builds on, read without Automerge: to find who wrote a value, which is known by the
// number of its operation alone. https://automerge.org/automerge-binary-format-spec/#change-chunks
import { openChunk } from '#electron/engine/store/change-chunk.ts';
import { ByteReader, RunReader } from './column-reader.ts';
import { operationColumn } from './snapshot-chunk.ts';

/** Hex length of a hash is twice this. */
const hashLength = 32;

/** The operations of one change: numbers `first` to `last` of `actor`. */
export interface ChangeSpan {
  /** Hex hash as computed from the bytes. */
  readonly hash: string;
  /** Hex hashes of the changes that it builds on. */
  readonly deps: readonly string[];
  /** Hex. */
  readonly actor: string;
  readonly first: number;
  /** `first - 1` when it holds none. */
  readonly last: number;
  readonly message: string;
}

/** Reads which operations a change holds; `null` when the bytes are no whole change. */
export function readChangeSpan(bytes: Uint8Array): ChangeSpan | null {
  const opened = openChunk(bytes);
  if (opened === null) return null;
  const content = new ByteReader(Buffer.from(opened.content.buffer, opened.content.byteOffset, opened.content.byteLength));
  const deps = Array.from({ length: content.unsigned() }, () => content.take(hashLength).toString('hex'));
  const actor = content.take(content.unsigned()).toString('hex');
  // Its number among its actor's.
  content.unsigned();
  const first = content.unsigned();
  // When it was made.
  content.signed();
  const message = content.take(content.unsigned()).toString('utf8');
  for (let others = content.unsigned(); others > 0; others -= 1) content.take(content.unsigned());
  const columns = Array.from({ length: content.unsigned() }, () => [content.unsigned(), content.unsigned()] as const);
  let operations = 0;
  for (const [column, length] of columns) {
    const cells = content.take(length);
    if (column === operationColumn.action) operations = countRows(cells);
  }
  return { hash: opened.hash, deps, actor, first, last: first + operations - 1, message };
}

/** Every operation has an action. */
function countRows(cells: Buffer): number {
  const actions = new RunReader(cells, (from) => from.unsigned());
  let rows = 0;
  while (!actions.isDone) {
    const together = actions.peek();
    actions.skip(together);
    rows += together;
  }
  return rows;
}

/** The two parts of the name of an operation, `counter@actor`. */
export function operationParts(operation: string): { readonly counter: number; readonly actor: string } {
  const at = operation.indexOf('@');
  return { counter: Number(operation.slice(0, at)), actor: operation.slice(at + 1) };
}

/** Whether a change holds an operation. */
export function holds({ actor, first, last }: ChangeSpan, operation: string): boolean {
  const parts = operationParts(operation);
  return parts.actor === actor && parts.counter >= first && parts.counter <= last;
}
