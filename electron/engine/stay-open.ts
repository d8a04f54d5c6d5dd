import type { Connection } from '#shared/contract/connection.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { failure, type Result } from '#shared/base/result.ts';
import { dataFolder } from './default-folder.ts';
import { listenLocally, openOrConnect } from './local-socket.ts';
import { careForStore } from './store-care.ts';
import { type EngineOptions, openEngine } from './open-engine.ts';
import { deviceKeyPathIn } from './store/device-key.ts';
import { openPairingNetwork, openSyncNetwork } from './sync-network.ts';
import { sealedElsewhere } from './store/sealed-key.ts';

/**
 * Opens a workspace for a host that stays: others reach it through the local socket, or it reaches the engine that has
 * the workspace open already. Calls `onLost` when either ends without being asked to; everything acknowledged is on disk,
 * and opening anew is all that is left to do.
 */
export async function stayOpen(options: EngineOptions, onLost: (reason: Problem) => void): Promise<Result<Connection, Problem>> {
  const engine = await openEngine({ openNetwork: openSyncNetwork, openPairing: openPairingNetwork, ...options });
  if (engine.ok) {
    // A page or a peer that can sign nothing is of no use to anybody, where a short call that only reads is.
    const unsigned = sealedElsewhere({ ...options, deviceKeyPath: deviceKeyPathIn(options.dataFolder ?? dataFolder()) });
    if (unsigned !== null) {
      await engine.value.close();
      return failure(unsigned);
    }
    const socket = await listenLocally(engine.value, options.dataFolder);
    engine.value.onCrash(onLost);
    const endCare = careForStore(engine.value, engine.value.folder);
    const close = async (): Promise<void> => {
      endCare();
      if (socket.ok) await socket.value.close();
      await engine.value.close();
    };
    return { ok: true, value: { ...engine.value, close } };
  }
  if (engine.error.code !== 'locked') return engine;
  const { folder, ...rest } = options;
  const running = await openOrConnect(folder, { ...rest, stay: true, onLost });
  if (running.ok) {
    running.value.subscribe('workspace', {}, (answer) => {
      if (!answer.ok && answer.error.code === 'unavailable') onLost(answer.error);
    });
  }
  return running;
}
