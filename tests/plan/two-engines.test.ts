// Two people on one machine, each with a `sextant serve` and a command line of their own, as the README tells it: they pair, edit each
// other's plan, are cut off from each other, one is killed; and what either is told about the other is true all the while.
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { must } from '#shared/base/must.ts';
import { startServe } from '#tests/support/serve-process.ts';
import { sextantIn } from '#tests/support/sextant-process.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const plan = [1, 2, 3].map((key) => `### Issue #${key}: Part ${key}\n**Priority:** P1\n**Estimated Effort:** 8 hours\n\n---\n`);

const Status = z.object({
  sentence: z.string(),
  addresses: z.array(z.string()),
  devices: z.array(
    z.object({ person: z.string(), connected: z.boolean(), inSync: z.boolean(), waiting: z.int(), path: z.string().nullable() }),
  ),
});
const Joined = z.object({ person: z.string(), role: z.string(), fingerprint: z.string(), from: z.object({ person: z.string() }) });

/** Somebody at a machine: runs `sextant` there. */
class Person {
  readonly folder = temporaryFolder();
  readonly #sextant = sextantIn(this.folder);

  async json(...args: string[]): Promise<unknown> {
    const { code, output, error } = await this.#sextant(...args, '--json');
    if (code !== 0 || error !== '') throw new Error(`sextant ${args.join(' ')} ended with ${String(code)}: ${error}`);
    return JSON.parse(output);
  }

  /** What the person is told about the one other device. */
  async status(): Promise<{ sentence: string; other: z.infer<typeof Status>['devices'][number] }> {
    const { sentence, devices } = Status.parse(await this.json('peer', 'status'));
    return { sentence, other: must(devices[0], 'another device') };
  }

  async synced(): Promise<string> {
    return Status.parse(await this.json('peer', 'status', '--wait-synced', '60')).sentence;
  }

  async issues(): Promise<{ key: string; title: string }[]> {
    return z.array(z.object({ key: z.string(), title: z.string() })).parse(await this.json('list', '--sort', 'rank'));
  }
}

// Windows has no signals by which a process could be stopped for a while.
if (process.platform !== 'win32') {
  test('two engines pair, edit each other’s plan, survive a cut and a kill, and say what is true', async () => {
    const [ana, ben] = [new Person(), new Person()];
    const file = join(ana.folder, 'PLAN.md');
    writeFileSync(file, ['# Lock Issues', '', '**Generated:** 2026-12-01', '', '---', '', ...plan].join('\n'));
    let anas = await startServe(ana.folder);
    const bens = await startServe(ben.folder);
    await ana.json('import', file);

    // They pair, and see the same number.
    await ana.json('peer', 'start', '--name', 'Ana', '--device', 'desk');
    const Invited = z.object({ invitationId: z.string(), link: z.string() });
    const withdrawn = Invited.parse(await ana.json('peer', 'invite'));
    await ana.json('peer', 'withdraw', withdrawn.invitationId);
    await expect(ben.json('peer', 'join', withdrawn.link)).rejects.toThrow(
      /Ana was reached and ended the connection without a word.*tried again/u,
    );
    expect(await ben.json('peer', 'status')).toMatchObject({
      sentence: 'Waiting for Ana, whose device was reached and did not answer the invitation; it is tried again.',
    });
    const { link } = Invited.parse(await ana.json('peer', 'invite'));
    const joined = Joined.parse(await ben.json('peer', 'join', link, '--name', 'Ben', '--device', 'laptop'));
    expect(joined).toMatchObject({ person: 'Ben', role: 'editor', from: { person: 'Ana' } });
    expect(await ana.json('peer', 'compare', 'ben')).toMatchObject({ device: 'laptop', fingerprint: joined.fingerprint });
    expect(await ana.synced()).toBe('Synced with Ben.');
    expect((await ben.status()).other).toMatchObject({
      person: 'Ana',
      connected: true,
      path: expect.stringMatching(/^(?:local|direct)$/u),
    });
    expect(await ben.issues()).toEqual(await ana.issues());
    const nothing = expect.arrayContaining([expect.objectContaining({ lackingThere: 0, lackingHere: 0 })]);
    expect(await ana.json('peer', 'compare')).toMatchObject({ devices: [{ person: 'Ben', connected: true, documents: nothing }] });
    expect(await ben.json('peer', 'repair')).toMatchObject({ whole: true, copy: null });

    // Each edits the plan of the other.
    await ben.json('set', '#1', '--title', 'By Ben');
    await ben.synced();
    await ana.json('set', '#2', '--title', 'By Ana');
    await ana.synced();
    expect((await ana.issues()).map(({ title }) => title)).toEqual(['By Ben', 'By Ana', 'Part 3']);
    expect(await ben.issues()).toEqual(await ana.issues());

    // The line is cut: Ben's engine stands still. Nobody is told that he has what he does not have.
    bens.signal('SIGSTOP');
    await ana.json('set', '#3', '--title', 'While Ben stands still');
    const cut = await ana.status();
    expect(cut.other).toMatchObject({ inSync: false, waiting: 1 });
    expect(cut.sentence).not.toContain('Synced');
    bens.signal('SIGCONT');
    expect(await ana.synced()).toBe('Synced with Ben.');

    // Sync is turned off, both go on alone.
    await ben.json('peer', 'off');
    await ben.json('set', '#1', '--title', 'Ben, alone');
    await ana.json('set', '#2', '--title', 'Ana, alone');
    expect(await ben.status()).toMatchObject({
      sentence: expect.stringContaining('Sync is off. 1 change waiting for Ana'),
      other: { connected: false, inSync: false, waiting: 1 },
    });
    expect((await ana.status()).other).toMatchObject({ inSync: false, waiting: 1 });
    await ben.json('peer', 'on');
    await Promise.all([ana.synced(), ben.synced()]);
    expect((await ana.issues()).map(({ title }) => title)).toEqual(['Ben, alone', 'Ana, alone', 'While Ben stands still']);
    expect(await ben.issues()).toEqual(await ana.issues());

    // Ana's engine is killed in the middle of it all. What she was told is done, is.
    await ana.json('add', 'The last thing before', '--roadmap', 'Lock');
    await anas.end('SIGKILL');
    await ben.json('set', '#3', '--title', 'While Ana was gone');
    expect((await ben.status()).other).toMatchObject({ inSync: false });
    anas = await startServe(ana.folder);
    await Promise.all([ana.synced(), ben.synced()]);
    const after = await ana.issues();
    expect(after.map(({ title }) => title)).toEqual(['Ben, alone', 'Ana, alone', 'While Ana was gone', 'The last thing before']);
    expect(await ben.issues()).toEqual(after);

    // Both end in order, without a word of complaint.
    expect(await Promise.all([anas.end('SIGINT'), bens.end('SIGINT')])).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(anas.complaints() + bens.complaints()).toBe('');
    // Who was away had everything when last heard, and that is still known.
    expect((await ben.status()).other).toMatchObject({ connected: false, inSync: false, waiting: 0 });
  });
}
