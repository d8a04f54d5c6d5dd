import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importTableMarkdown } from '#build/check/import-document.ts';
import { commands } from '#shared/contract/command.ts';
import { jobs } from '#shared/contract/job.ts';
import { queries } from '#shared/contract/query.ts';
import { limit } from '#shared/plan/limit.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const architecture = read('ARCHITECTURE.md');

function documents(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return folder === '' && entry.name !== 'docs' ? [] : documents(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

describe('docs/limits.md', () => {
  it('names every limit with its size, and no other', () => {
    const listed = [...read('docs/limits.md').matchAll(/^\|[^|]+\| ([\d ]+) \| `(\w+)` \|$/gm)].map(([, size = '', name = '']) => [
      name,
      Number(size.replaceAll(' ', '')),
    ]);
    expect(Object.fromEntries(listed)).toEqual(limit);
  });
});

describe('ARCHITECTURE.md', () => {
  it('prints the import table that is enforced', () => {
    expect(architecture).toContain(importTableMarkdown());
  });

  it('names every folder of the code, and no other', () => {
    const listed = [...architecture.matchAll(/^- `([a-z/-]+)\/`/gm)].map(([, folder]) => folder ?? '');
    const present = ['shared', 'electron', 'renderer'].flatMap((parent) =>
      readdirSync(join(root, parent), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${parent}/${entry.name}`),
    );
    expect(listed.toSorted()).toEqual(present.toSorted());
  });

  it('names every command, query and job of the contract', () => {
    const missing = [...Object.keys(commands), ...Object.keys(queries), ...Object.keys(jobs)].filter(
      (name) => !architecture.includes(`\`${name}\``),
    );
    expect(missing).toEqual([]);
  });
});

describe('docs/security.md', () => {
  it('names, for every claim, a test that shows it', () => {
    const claims = read('docs/security.md')
      .split('\n')
      .filter((line) => /^\| (?!claim|-)/.test(line));
    expect(claims.length).toBeGreaterThan(20);
    expect(claims.filter((claim) => !/`tests\/(?:law|unit|adapter|long|tree|e2e)\/[\w./-]+\.test\.tsx?`[^|]*\|$/.test(claim))).toEqual([]);
  });
});

describe('the documents', () => {
  it.each(documents())('%s links only to what is there', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });

  it.each(documents())('%s names only files that are there', (path) => {
    const named = [...read(path).matchAll(/`((?:tests|shared|electron|renderer|build|docs)\/[\w./-]+)`/g)].map(([, file]) => file ?? '');
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('README names the two commands', () => {
    expect(read('README.md')).toMatch(/npm start[\s\S]*npm test/);
  });
});
