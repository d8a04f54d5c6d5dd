import { expect, test } from 'vitest';
import { showCommand, sumText } from '#renderer/feature/portfolio/portfolio-words.ts';

test('the sum says how many workspaces could be read', () => {
  expect(sumText({ sources: 1, readable: 1, issues: 1, open: 0, blocked: 0 })).toBe('1 workspace · 1 issue, 0 open');
  expect(sumText({ sources: 3, readable: 2, issues: 1200, open: 40, blocked: 4 })).toBe(
    '3 workspaces, 2 of them readable · 1\u2009200 issues, 40 open, 4 blocked',
  );
});

test('the command that shows an issue is safe to paste into a terminal', () => {
  expect(showCommand('#12', '/home/ines/plans')).toBe("sextant show '#12' --workspace /home/ines/plans");
  expect(showCommand('AUTH-1', "/home/ines/Ines's $HOME")).toBe(String.raw`sextant show AUTH-1 --workspace '/home/ines/Ines'\''s $HOME'`);
  expect(showCommand('#12', String.raw`C:\Plans\Harbour Labs`)).toBe(String.raw`sextant show "#12" --workspace "C:\Plans\Harbour Labs"`);
});
