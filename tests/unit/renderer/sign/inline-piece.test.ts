import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inlinePieces, leadAndRest } from '#renderer/sign/inline-piece.ts';

const shown = (line: string) => inlinePieces(line).map(({ kind, text }) => `${kind}:${text}`);

describe('inlinePieces', () => {
  it('finds bold, code and links, and leaves everything else as written', () => {
    expect(shown('Set **up** `a*b` for [docs](http://x) 2 * 3 ** 4')).toEqual([
      'plain:Set ',
      'strong:up',
      'plain: ',
      'code:a*b',
      'plain: for ',
      'plain:docs',
      'plain: 2 * 3 ** 4',
    ]);
    expect(shown('')).toEqual([]);
  });

  it('never loses a character other than the marks', () => {
    const pieces = fc.array(fc.constantFrom('a', ' ', '*', '**', '`', '[', ']', '(', ')', 'é'), { maxLength: 20 });
    fc.assert(
      fc.property(pieces, (all) => {
        const line = all.join('');
        const kept = inlinePieces(line)
          .map(({ text }) => text)
          .join('');
        expect(kept.replaceAll(/[*`[\]()]/g, '').length).toBeLessThanOrEqual(line.length);
        if (!/\*\*|`|\]\(/.test(line)) expect(kept).toBe(line);
      }),
    );
  });
});

describe('leadAndRest', () => {
  it('splits a bold start from what explains it', () => {
    const rest = 'Production-ready engine.';
    for (const line of ['**Archival**: ', '**Archival:** ', '**Archival** - ', '**Archival** ']) {
      expect(leadAndRest(`${line}${rest}`)).toEqual({ lead: 'Archival', rest });
    }
    expect(leadAndRest('Plain text with **bold** inside')).toEqual({ lead: 'Plain text with **bold** inside', rest: '' });
  });
});
