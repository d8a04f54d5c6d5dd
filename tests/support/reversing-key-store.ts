// Stands in for the system's key store: opens only what it sealed, and nothing while it is locked.
import type { KeyStore } from '#electron/engine/store/sealed-key.ts';

/** A key store that "seals" by turning the text around, so that a test can see whether the text itself lies anywhere. */
export function reversingKeyStore(state: { locked: boolean } = { locked: false }): KeyStore {
  const turned = (text: string): string => [...text].toReversed().join('');
  return {
    seal: (text) => Promise.resolve(state.locked ? null : turned(`sealed:${text}`)),
    unseal(sealed) {
      const text = turned(sealed);
      return Promise.resolve(!state.locked && text.startsWith('sealed:') ? text.slice('sealed:'.length) : null);
    },
  };
}
