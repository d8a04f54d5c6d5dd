import { expect, test } from 'vitest';
import { z } from 'zod';
import { dataFolder } from '#electron/engine/default-folder.ts';
import { sextant, type CallResult } from '#tests/support/command-line.ts';
import { quarantineWorkspace } from '#tests/support/quarantine-workspace.ts';

const Steps = z.array(z.object({ id: z.string(), author: z.string(), reason: z.string(), sentence: z.string() }));

/** Calls the command line as Cleo, on a workspace in which steps of hers are in quarantine. */
function caller(): (...words: string[]) => Promise<CallResult> {
  const workspace = quarantineWorkspace(() => dataFolder());
  return (...words) => sextant(words, { workspace });
}

test('what does not count is listed with who did what and why, those first that only build on others', async () => {
  const call = caller();
  const { code, output, error } = await call('peer', 'quarantine');
  expect(code).toBe(0);
  expect(output).toMatch(/^[\da-f]{8} {2}Cleo Bauer, 2026-01-05 [\d:]+, on Cleo Bauer’s laptop$/mu);
  expect(output).toContain('  It builds on a change by Ben Okafor, who was removed from the team before it had arrived.');
  expect(output).toMatch(/ {2}\S+ Mix clay priority: P1$/mu);
  expect(output).toContain('  It was made by Ben Okafor, who was removed');
  expect(output).toContain('5 steps in quarantine, 3 of them only for what they build on');
  expect(error).toContain('sextant peer quarantine take-over all');
  const steps = Steps.parse(JSON.parse((await call('peer', 'quarantine', '--json')).output));
  expect(steps.map(({ author }) => author)).toEqual(['Cleo Bauer', 'Cleo Bauer', 'Cleo Bauer', 'Ben Okafor', 'Ben Okafor']);
});

test('a step is taken over by the beginning of its id, or all that only build on others; it can be taken back', async () => {
  const call = caller();
  const steps = Steps.parse(JSON.parse((await call('peer', 'quarantine', '--json')).output));
  const [first] = steps;
  expect((await call('peer', 'quarantine', 'take-over', 'ffff')).code).toBe(1);
  expect((await call('peer', 'quarantine', 'take-over', 'f')).code).toBe(1);
  expect((await call('peer', 'quarantine', 'take-over')).code).toBe(2);
  expect((await call('peer', 'quarantine', 'give-back', 'all')).code).toBe(2);
  expect(await call('peer', 'quarantine', 'take-over', first?.id.slice(0, 8) ?? '')).toMatchObject({
    code: 0,
    output: 'Took over 1 step.\n',
  });
  expect(await call('peer', 'quarantine', 'take-over', 'all')).toMatchObject({ code: 0, output: 'Took over 2 steps.\n' });
  expect((await call('peer', 'quarantine', 'take-over', 'all')).code).toBe(1);
  const listed = async (): Promise<string> => (await call('list')).output;
  expect(await listed()).toContain('Order cobalt oxide');
  expect(await listed()).not.toContain('Sell the kiln');
  expect((await call('peer', 'quarantine')).output).toContain('2 steps in quarantine, 0 of them');
  expect((await call('undo')).code).toBe(0);
  expect((await call('undo')).code).toBe(0);
  expect(await listed()).not.toContain('Order cobalt oxide');
  expect((await call('peer', 'quarantine')).output).toContain('5 steps in quarantine');
});
