import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NamespaceProgram } from '#tests/support/sync/namespace-program.ts';
import { type Namespace, namespaceSupport, openTwoNamespaces, type TwoNamespaces } from '#tests/support/sync/network-namespace.ts';

const support = namespaceSupport();
const discoveryProgram = new URL('../support/sync/discovery-program.ts', import.meta.url);

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
      expect(network.sentOutside()).toBe(0);
    });
  });
}
