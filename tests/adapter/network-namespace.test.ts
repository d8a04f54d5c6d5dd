import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NamespaceProgram } from '#tests/support/sync/namespace-program.ts';
import { type Namespace, namespaceSupport, openTwoNamespaces, type TwoNamespaces } from '#tests/support/sync/network-namespace.ts';

const support = namespaceSupport();
const discoveryProgram = new URL('../support/sync/discovery-program.ts', import.meta.url);
const pairingProgram = new URL('../support/sync/pairing-program.ts', import.meta.url);
const peerProgram = new URL('../support/sync/peer-program.ts', import.meta.url);

if ('missing' in support) {
  test(`two machines on a bad line did NOT run: ${support.missing}`, () => {
    expect(support.missing).not.toBe('');
  });
} else {
  describe(`two machines on a line that ${support.cable}`, () => {
    let network: TwoNamespaces;
    const programs: NamespaceProgram[] = [];
    beforeEach(async () => {
      network = await openTwoNamespaces(support.cable);
    });
    afterEach(async () => {
      for (const one of programs.splice(0)) await one.end();
      await network.close();
    });

    function start(place: Namespace, script: URL, ...args: readonly string[]): NamespaceProgram {
      const program = new NamespaceProgram(place, script, args);
      programs.push(program);
      return program;
    }

    test('devices find each other, and again a device that started while the line was cut', async () => {
      const [a, b, c] = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)];
      const ana = start(network.one, discoveryProgram, '41000', a);
      const ben = start(network.other, discoveryProgram, '41001', b);
      expect(await ana.findsAt('10.77.0.2:41001')).toEqual({ address: '10.77.0.2:41001', tags: [b], pairing: null });
      expect(await ben.findsAt('10.77.0.1:41000')).toMatchObject({ tags: [a] });
      network.cut();
      const cleo = start(network.other, discoveryProgram, '41002', c);
      // On the same machine, so the cut does not matter.
      await cleo.findsAt('127.0.0.1:41001');
      network.mend();
      cleo.process.send('refresh');
      expect(await ana.findsAt('10.77.0.2:41002')).toMatchObject({ tags: [c] });
    });

    test('a device that was found is connected with, also after a cut, and nobody outside is contacted', async () => {
      const ana = start(network.one, peerProgram, '1', '"none"');
      const ben = start(network.other, peerProgram, '2', '"none"');
      const deviceId = await ben.says('ready');
      await ana.says('ready');
      const { address } = await ana.findsAt('10.77.0.2:');
      ana.process.send({ deviceId, address, length: 300_000 });
      expect(await ana.says('echo')).toBe(300_000);
      network.cut();
      ana.process.send({ deviceId, address, length: 1000 });
      expect(await ana.says('failed')).toContain('Error');
      network.mend();
      ana.process.send({ deviceId, address, length: 1000 });
      expect(await ana.says('echo')).toBe(1000);
      expect(network.sentOutside()).toBe(0);
    });

    test('who types the code that another device shows gets its invitation; who mistypes it does not', async () => {
      const link = `sextant://join/${'x'.repeat(1000)}`;
      const ana = start(network.one, pairingProgram, 'offer', link);
      const code = String(await ana.says('code'));
      const wrong = start(network.other, pairingProgram, 'join', code.slice(0, -1) + (code.endsWith('0') ? '1' : '0'));
      expect(await wrong.says('refused')).toContain('did not accept it');
      const right = start(network.other, pairingProgram, 'join', code.toLowerCase());
      expect(await right.says('link')).toBe(link);
      expect(await ana.says('ended')).toBe('used');
      expect(network.sentOutside()).toBe(0);
    });

    test("what goes outside is seen: a relay of one's own is contacted when one is given", async () => {
      const ana = start(network.one, peerProgram, '1', '["https://203.0.113.9/"]');
      await ana.says('ready');
      while (network.sentOutside() === 0) await setTimeout(50);
      expect(network.sentOutside()).toBeGreaterThan(0);
    });
  });
}
