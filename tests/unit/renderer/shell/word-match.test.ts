import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordMatch } from '#renderer/shell/word-match.ts';

describe('matching words', () => {
  test('lights spans that are what was typed, in order and apart', () => {
    const word = fc.stringMatching(/^[a-zA-Z]{1,5}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.array(word, { minLength: 1, maxLength: 3 }), (line, typed) => {
        const text = line.join(' ');
        const match = wordMatch(text, typed.join(' '));
        if (match === null) return;
        const lit = match.ranges.map(([from, to]) => text.slice(from, to).toLowerCase());
        expect(lit.toSorted()).toEqual(typed.map((one) => one.toLowerCase()).toSorted());
        for (const [index, range] of match.ranges.entries()) expect(range[0]).toBeGreaterThanOrEqual(match.ranges[index - 1]?.[1] ?? 0);
      }),
    );
  });

  test('finds every line by each of its own words', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 6 }), fc.nat(), (line, pick) => {
        expect(wordMatch(line.join(' '), line[pick % line.length] ?? '')).not.toBeNull();
      }),
    );
  });

  test('prefers the start of a word, and minds neither case nor accents', () => {
    const score = (line: string) => wordMatch(line, 'mo')?.score ?? 0;
    expect(score('Move it')).toBeGreaterThan(score('Remove it'));
    expect(wordMatch('Tomás', 'tomas')?.ranges).toEqual([[0, 5]]);
    expect(wordMatch('Timeline', 'mo')).toBeNull();
  });
});
