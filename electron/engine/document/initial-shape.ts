// What stands in new documents, for those who write and read them without Automerge.
import * as Automerge from '@automerge/automerge';
import { initialActor, initialChanges } from './plan-document.ts';

/** What stands in every new document of a kind, for those who write its further changes without loading it. */
export interface InitialShape {
  readonly actor: string;
  /** Path of a container (`/collection`, `/collection/bucket`) → number of the operation that made it. */
  readonly containers: ReadonlyMap<string, number>;
  /** What stands beside the containers at the top: its number and value; the id's is that of another document. */
  readonly top: ReadonlyMap<string, { readonly counter: number; readonly value: string | number }>;
  /** Number of the last operation of each of its changes. */
  readonly lastOperations: readonly number[];
}

/** The shape of new documents of `kind`: the same whatever their id. */
export function initialShape(kind: 'roadmap' | 'text'): InitialShape {
  const handle = Automerge.getBackend(Automerge.init<unknown>({ actor: initialActor }));
  handle.applyChanges(initialChanges(kind, 'any').map(({ bytes }) => bytes));
  const counterOf = (operation: string): number => Number(operation.split('@')[0]);
  const containers = new Map<string, number>();
  const top = new Map<string, { counter: number; value: string | number }>();
  for (const key of handle.keys('_root')) {
    // One value a key, behind which stands its operation's id.
    const [type, value, operation] = handle.getAll('_root', key)[0] ?? [];
    if (type === 'map') containers.set(`/${key}`, counterOf(value));
    else top.set(key, { counter: counterOf(String(operation)), value: typeof value === 'number' ? value : String(value) });
  }
  const collections = [...containers.keys()];
  for (const collection of collections) {
    for (const bucket of handle.keys(collection)) {
      const found = handle.getWithType(collection, bucket);
      if (found?.[0] === 'map') containers.set(`${collection}/${bucket}`, counterOf(found[1]));
    }
  }
  const lastOperations = handle.getChangesMeta([]).map(({ maxOp }) => maxOp);
  handle.free();
  return { actor: initialActor, containers, top, lastOperations };
}
