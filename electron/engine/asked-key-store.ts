import type { KeyStoreRequest } from '#shared/contract/engine-process.ts';
import type { KeyStore } from './store/sealed-key.ts';

/** The key store of a process that can only ask for it; whoever brings the answers calls `answer`. */
export interface AskedKeyStore extends KeyStore {
  answer(id: string, text: string | null): void;
}

/** A key store whose questions are sent through `send`. */
export function askedKeyStore(send: (request: KeyStoreRequest) => void): AskedKeyStore {
  const waiting = new Map<string, (text: string | null) => void>();
  const ask = (type: KeyStoreRequest['type'], text: string): Promise<string | null> =>
    new Promise((resolve) => {
      const id = crypto.randomUUID();
      waiting.set(id, resolve);
      send({ type, id, text });
    });
  return {
    seal: (text) => ask('seal', text),
    unseal: (sealed) => ask('unseal', sealed),
    answer(id, text) {
      waiting.get(id)?.(text);
      waiting.delete(id);
    },
  };
}
