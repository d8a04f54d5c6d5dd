import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPlanFile } from '#electron/engine/file/read-plan-file.ts';
import { limit } from '#shared/plan/limit.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sextant-read-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('a file that is no plan gets one sentence with file and line', () => {
  test.each([
    ['empty.md', '', 'not-a-plan', ''],
    ['blank.md', '\uFEFF \r\n\t\n', 'not-a-plan', ''],
    ['binary.md', 'one\ntwo\0', 'unreadable-file', ':2'],
    ['utf16.md', new Uint8Array([0xff, 0xfe, 0x23, 0x00]), 'unreadable-file', ':1'],
    ['latin1.md', new Uint8Array([0x61, 0x0a, 0x62, 0x0a, 0xe9, 0x0a]), 'unreadable-file', ':3'],
  ])('%s', (name, bytes, code, line) => {
    const path = write(name, bytes);
    const read = readPlanFile(path);
    expect(read).toEqual({ ok: false, error: { code, message: expect.stringContaining(path + line), where: path + line, details: [] } });
  });

  test('a directory, a missing file, a pipe, one that is too large', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const large = write('large.md', '# Plan\n');
    truncateSync(large, limit.fileBytes + 1);
    const codes = [folder, join(folder, 'absent.md'), join(large, 'below.md'), pipe, large].map((path) => {
      const read = readPlanFile(path);
      return read.ok ? 'read' : read.error.code;
    });
    expect(codes).toEqual(['unreadable-file', 'not-found', 'not-found', 'unreadable-file', 'limit']);
  });

  test('a file that this user may not read (root may read everything)', () => {
    const path = write('closed.md', '# Plan\n');
    chmodSync(path, 0o000);
    const read = readPlanFile(path);
    expect(read.ok ? 'read' : read.error.code).toBe(process.getuid?.() === 0 ? 'read' : 'unreadable-file');
  });
});

test('the text is exactly what the file holds, byte order mark and line ends included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.boolean(), (text, mark) => {
      const whole = `${mark ? '\uFEFF' : ''}# x\r\n${text.replaceAll('\0', '')}`;
      const read = readPlanFile(write('any.md', whole));
      expect(read).toEqual({ ok: true, value: { path: join(folder, 'any.md'), text: whole } });
    }),
    { numRuns: 50 },
  );
});
