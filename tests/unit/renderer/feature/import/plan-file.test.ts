import { describe, expect, test } from 'vitest';
import { readPlanFiles } from '#renderer/feature/import/plan-file.ts';
import { limit } from '#shared/plan/limit.ts';

describe('files that a person drops', () => {
  test('are read as they are, byte order mark and line ends included', async () => {
    const text = '\uFEFF# Plan\r\n- [x]Done âœ…\r\n';
    const { files, refused } = await readPlanFiles([new File([text], 'PLAN.md')]);
    expect(files).toEqual([{ path: 'PLAN.md', text }]);
    expect(refused).toEqual([]);
  });

  test('that are no plan files, or too large, are refused with the reason, and do not stop the others', async () => {
    const large = new File(['x'], 'large.md');
    Object.defineProperty(large, 'size', { value: limit.fileBytes + 1 });
    const { files, refused } = await readPlanFiles([new File([''], 'photo.png'), large, new File(['# P'], 'ok.TXT')]);
    expect(files.map((file) => file.path)).toEqual(['ok.TXT']);
    expect(refused).toEqual([
      'photo.png is not a Markdown or text file (.md, .markdown, .mdown, .txt).',
      'large.md has 32 MB; a plan file has at most 32 MB.',
    ]);
  });
});
