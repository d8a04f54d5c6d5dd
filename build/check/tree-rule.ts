// Rules about files as such: names, sizes, folders that mean nothing, suppressions, machine traces.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check, Finding } from './finding.ts';
import { sourceFiles } from './source-file.ts';

const everyFile = /\.(?:ts|tsx|mjs|css|sql)$/;
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|config))?\.[a-z]+$/;
const nameless = /^(?:utils?|helpers?|common|misc|managers?|services?|index)(?:\.|$)/;
const topFolders = new Set(['electron', 'renderer', 'shared', 'build', 'tests', 'docs', 'node_modules', 'dist', 'out', 'test-results']);
const longest = 500;

// One letter of each word stands in brackets so that this file does not find itself.
const suppression = /@[t]s-(?:ignore|expect-error|nocheck)|[o]xlint-disable|[e]slint-disable/;
const unfinished = /\b(?:[T]ODO|[F]IXME)\b|\b[H]ACK:/;
const testTrick = /\b(?:it|test|describe)\.(?:[s]kip|[o]nly|[t]odo|[f]ails)\b|\b[r]etry:/;

function fileFindings(root: string): Finding[] {
  const findings: Finding[] = [];
  for (const { path, text } of sourceFiles(root, everyFile)) {
    const parts = path.split('/');
    const name = parts.at(-1) ?? '';
    if (!kebab.test(name)) findings.push({ where: path, message: 'File names are kebab-case, whole words.' });
    const empty = parts.find((part) => nameless.test(part));
    if (empty !== undefined) findings.push({ where: path, message: `"${empty}" names nothing: call the file after what it is.` });
    const lines = text.split('\n');
    if (lines.length > longest) findings.push({ where: path, message: `${lines.length} lines: past ${longest} it is two files.` });
    lines.forEach((line, index) => {
      const where = `${path}:${index + 1}`;
      if (suppression.test(line)) findings.push({ where, message: 'Suppressions are not used: change the code or the rule.' });
      if (unfinished.test(line))
        findings.push({ where, message: 'Unfinished work is not marked in the source: finish it or leave it out.' });
      if (parts[0] === 'tests' && testTrick.test(line))
        findings.push({ where, message: 'No skipped, focused, expected-to-fail or retried tests.' });
    });
  }
  return findings;
}

function rootFindings(root: string): Finding[] {
  const findings: Finding[] = [];
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isDirectory() && !entry.name.startsWith('.') && !topFolders.has(entry.name)) {
      findings.push({ where: entry.name, message: 'Not a top-level folder of the architecture.' });
    }
  }
  const lockfile = join(root, 'package-lock.json');
  if (existsSync(lockfile)) {
    readFileSync(lockfile, 'utf8')
      .split('\n')
      .forEach((line, index) => {
        if (/"resolved": "https?:/.test(line)) {
          findings.push({
            where: `package-lock.json:${index + 1}`,
            message: 'The lockfile names a registry: install with omit-lockfile-registry-resolved.',
          });
        }
      });
  }
  return findings;
}

/** Names, sizes and traces. */
export const treeRule: Check = {
  name: 'names and sizes',
  run: async (root) => [...rootFindings(root), ...fileFindings(root)],
};
