import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FoundPeer } from '#electron/engine/sync/discovery.ts';
import { type Namespace, namespaceSupport, openTwoNamespaces, type TwoNamespaces } from '#tests/support/sync/network-namespace.ts';

const support = namespaceSupport();
const program = fileURLToPath(new URL('../support/sync/discovery-program.ts', import.meta.url));

if ('missing' in support) {
  test(`two machines on a bad line did NOT run: ${support.missing}`, () => {
    expect(support.missing).not.toBe('');
  });
} else {
  describe(`two machines on a line that ${support.cable}`, () => {
    let network: TwoNamespaces;
    const programs: ChildProcess[] = [];
    beforeEach(async () => {
      network = await openTwoNamespaces(support.cable);
    });
    afterEach(async () => {
      for (const one of programs.splice(0)) {
        const gone = once(one, 'exit');
        one.disconnect();
        await gone;
      }
      await network.close();
    });

    /** Starts to look for others; tells of a peer at the address, however many messages on. */
    function look(from: Namespace, port: number, tag: string): { program: ChildProcess; finds: (address: string) => Promise<FoundPeer> } {
      const started = from.start(program, [String(port), tag]);
      programs.push(started);
      const found: FoundPeer[] = [];
      started.on('message', (peer: FoundPeer) => found.push(peer));
      return {
        program: started,
        finds: async (address) => {
          for (;;) {
            const peer = found.find((one) => one.address === address);
            if (peer !== undefined) return peer;
            await once(started, 'message');
          }
        },
      };
    }

    test('devices find each other, and again a device that started while the line was cut', async () => {
      const ana = look(network.one, 41_000, 'a'.repeat(32));
      const ben = look(network.other, 41_001, 'b'.repeat(32));
      expect(await ana.finds('10.77.0.2:41001')).toEqual({ address: '10.77.0.2:41001', tags: ['b'.repeat(32)], pairing: null });
      expect(await ben.finds('10.77.0.1:41000')).toMatchObject({ tags: ['a'.repeat(32)] });
      network.cut();
      const cleo = look(network.other, 41_002, 'c'.repeat(32));
      // On the same machine, so the cut does not matter.
      await cleo.finds('127.0.0.1:41001');
      network.mend();
      cleo.program.send('refresh');
      expect(await ana.finds('10.77.0.2:41002')).toMatchObject({ tags: ['c'.repeat(32)] });
    });
  });
}
