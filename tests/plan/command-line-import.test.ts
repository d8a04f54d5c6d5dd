// What `import` promises about workspaces: plans are updated and not doubled, edits made in the app stay, and a bad file
// among any number of good ones changes nothing. Real processes, real files.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { must } from '#shared/base/must.ts';
import { importOutput, type ListRow, listOutput } from '#tests/support/command-contract.ts';
import { runSextant, sextantIn } from '#tests/support/sextant-process.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

const brewery = `# Brewery Issues

### Issue #1: Kettle
**Priority:** P0
**Component:** Hot side
**Estimated Effort:** 40 hours

**Description:**
Copper, with a lid.

**Acceptance Criteria:**
- [ ] Holds water
- [ ] Holds steam

**Dependencies:** None

---

### Issue #2: Cooler
**Priority:** P1
**Component:** Cold side
**Estimated Effort:** 16 hours

**Dependencies:** Issue #1
`;

const bakery = `# Bakery Issues

### Issue #1: Oven
**Priority:** P2
**Estimated Effort:** 5 hours
`;

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

describe('importing again', () => {
  const folder = keptFolder();
  const sextant = sextantIn(folder);
  const file = join(folder, 'plan.md');
  const list = async (): Promise<ListRow[]> => listOutput.parse(JSON.parse((await sextant('list', '--json')).output));
  const one = async (key: string): Promise<ListRow> =>
    must(
      (await list()).find((row) => row.key === key),
      key,
    );

  test('the same file adds nothing, an edited one updates, an edit made here stays', async () => {
    writeFileSync(file, brewery);
    const first = importOutput.parse(JSON.parse((await sextant('import', file, '--json')).output));
    const before = await list();
    expect(before.map(({ key }) => key).toSorted()).toEqual(['#1', '#2']);

    // The same path, spelled in another way and named twice.
    const again = await sextant('import', './plan.md', file, '--json');
    expect(again).toMatchObject({ code: 0 });
    const second = importOutput.parse(JSON.parse(again.output));
    expect(second.roadmaps.map(({ id }) => id)).toEqual(first.roadmaps.map(({ id }) => id));
    expect(await list()).toEqual(before);

    expect(await sextant('set', '#1', '--estimate', '10h', '--status', 'in-progress')).toMatchObject({ code: 0 });
    writeFileSync(
      file,
      `${brewery.replace('16 hours', '20 hours').replace('- [ ] Holds water', '- [x] Holds water').replace('Cooler', 'Counterflow cooler')}
---

### Issue #3: Tap
**Priority:** P2
**Estimated Effort:** 2 hours

**Dependencies:** Issue #2
`,
    );
    const third = await sextant('import', file, '--json');
    expect(third).toMatchObject({ code: 0 });
    expect(importOutput.parse(JSON.parse(third.output)).roadmaps).toMatchObject([{ id: first.roadmaps[0]?.id, issues: 3 }]);
    const after = await list();
    expect(after).toHaveLength(3);
    for (const row of before) expect(after.find(({ id }) => id === row.id)?.key).toBe(row.key);
    const kettle = await one('#1');
    expect(kettle).toMatchObject({ estimateHours: 10, statusCategory: 'in-progress', checklist: { done: 1, total: 2 } });
    expect(await one('#2')).toMatchObject({ estimateHours: 20, title: 'Counterflow cooler', dependsOn: [kettle.id] });
    expect((await one('#3')).dependsOn).toEqual([(await one('#2')).id]);
  });

  test('calls at the same time wait for each other or are refused, and what was acknowledged is there', async () => {
    const hours = [11, 12, 13, 14];
    const results = await Promise.all(hours.map((value) => sextant('set', '#2', '--points', `${value}`)));
    for (const { code, error } of results) {
      expect([0, 1]).toContain(code);
      if (code === 1) expect(error).toMatch(/^sextant: /);
    }
    expect(results.some(({ code }) => code === 0)).toBe(true);
    const shown = z.object({ points: z.number() }).parse(JSON.parse((await sextant('show', '#2', '--json')).output));
    expect(hours.filter((_value, index) => results[index]?.code === 0)).toContain(shown.points);
  });
});

describe('bad input', () => {
  const folder = keptFolder();
  const sextant = sextantIn(folder);
  const good = join(folder, 'good.md');
  const at = (name: string): string => join(folder, name);
  let before = '';

  beforeAll(async () => {
    writeFileSync(good, brewery);
    await sextant('import', good);
    before = (await sextant('list', '--json')).output;
  });

  const cases: Readonly<Record<string, (path: string) => void>> = {
    binary: (path) => writeFileSync(path, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0xff, 0xd8])),
    empty: (path) => writeFileSync(path, ''),
    'only blanks': (path) => writeFileSync(path, '\uFEFF \n\t\r\n\n'),
    'fifty megabytes': (path) => {
      writeFileSync(path, bakery);
      truncateSync(path, 50 * 1024 * 1024 + 1);
    },
    'a directory': (path) => mkdirSync(path),
    missing: () => undefined,
    'a link to nowhere': (path) => symlinkSync(join(folder, 'nowhere'), path),
    'a link to itself': (path) => symlinkSync(path, path),
    'no plan': (path) => writeFileSync(path, '# Shopping\n\n- milk\n- bread\n'),
    'plain text': (path) => writeFileSync(path, 'Dear all,\n\nno headings here.\n'),
    'not UTF-8': (path) => writeFileSync(path, Buffer.concat([Buffer.from(bakery), Buffer.from([0xe9, 0x74, 0xe9, 0x0a])])),
    'UTF-16': (path) => writeFileSync(path, Buffer.from(`\uFEFF${bakery}`, 'utf16le')),
    ...(process.platform === 'win32' ? {} : { 'a pipe that nobody writes to': (path: string) => execFileSync('mkfifo', [path]) }),
    ...(process.getuid?.() === 0 || process.platform === 'win32'
      ? {}
      : {
          unreadable: (path: string) => {
            writeFileSync(path, bakery);
            chmodSync(path, 0);
          },
        }),
  };

  test.each(Object.keys(cases))('%s: one error that names the file, and nothing on stdout', async (name) => {
    const path = at(`bad ${name}.md`);
    must(cases[name], name)(path);
    const { code, output, error } = await sextant('import', path);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    const lines = error.trimEnd().split('\n');
    expect(lines, error).toHaveLength(1);
    expect(error).toMatch(/^sextant: /);
    expect(error).toContain(path);
    expect(error).not.toMatch(/\bat .*\.ts:\d+|undefined|\[object|Error:/);
  });

  test('a line is named where there is one', async () => {
    const line = bakery.split('\n').length;
    expect((await sextant('import', at('bad not UTF-8.md'))).error).toContain(`${at('bad not UTF-8.md')}:${line}`);
  });

  test('good files beside a bad one are not imported either; as JSON the refusal is on stderr alone', async () => {
    const fresh = at('fresh.md');
    writeFileSync(fresh, bakery);
    writeFileSync(good, brewery.replace('40 hours', '99 hours'));
    for (const bad of ['no plan', 'binary']) {
      const { code, output, error } = await sextant('import', fresh, good, at(`bad ${bad}.md`), '--json');
      expect({ code, output }).toEqual({ code: 1, output: '' });
      expect(JSON.stringify(refusal.parse(JSON.parse(error)))).toContain(`bad ${bad}.md`);
    }
  });

  test('after all of that the workspace is as it was', async () => {
    expect(listOutput.parse(JSON.parse(before))).toHaveLength(2);
    expect((await sextant('list', '--json')).output).toBe(before);
  });

  test('a refused first import leaves a workspace without a plan', async () => {
    const other = sextantIn(folder, 'other');
    expect((await other('import', at('bad no plan.md'))).code).toBe(1);
    expect(JSON.parse((await other('list', '--json')).output)).toEqual([]);
  });

  test('a workspace that is a file is refused', async () => {
    const { code, output, error } = await runSextant(['list', '--workspace', good], folder);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(error).toContain(good);
  });
});
