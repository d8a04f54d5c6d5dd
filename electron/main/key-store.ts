import { safeStorage } from 'electron';
import type { KeyStoreRequest } from '#shared/contract/engine-process.ts';

/** Whether the system keeps secrets for us. Without a wallet or keyring Linux would "seal" with a password that everybody knows. */
async function isReal(): Promise<boolean> {
  if (process.platform === 'linux') {
    const backend = safeStorage.getSelectedStorageBackend();
    if (backend === 'basic_text' || backend === 'unknown') return false;
  }
  return safeStorage.isAsyncEncryptionAvailable();
}

/** Asks the system's key store; `null` when there is none, it is locked, or the text was not sealed by it. Call it once the app is ready. */
export async function askKeyStore({ type, text }: KeyStoreRequest): Promise<string | null> {
  try {
    if (!(await isReal())) return null;
    if (type === 'seal') return (await safeStorage.encryptStringAsync(text)).toString('base64');
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'));
    return result;
  } catch {
    // What it says may hold what was asked; the engine tells the person what to do.
    return null;
  }
}
