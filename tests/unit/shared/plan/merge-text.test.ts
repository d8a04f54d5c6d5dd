import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeText } from '#shared/plan/merge-text.ts';

test('changes of different lines are both taken', () => {
  expect(mergeText('a\nb\nc\nd', 'a\nb\nc\nD', 'A\nb\nc\nd')).toEqual({ text: 'A\nb\nc\nD', clean: true });
  expect(mergeText('a\nb\nc\nd', 'x\na\nb\nc\nd', 'a\nb\nc\nd\ny')).toEqual({ text: 'x\na\nb\nc\nd\ny', clean: true });
});

test('changes of the same lines are both kept', () => {
  expect(mergeText('a\nb\nc', 'a\nfile\nc', 'a\napp\nc')).toEqual({ text: 'a\napp\nc\nfile', clean: false });
});

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 6 }).map((lines) => lines.join('\n'));

test('where one side changed nothing the other is taken', () => {
  fc.assert(
    fc.property(text, text, (old, changed) => {
      expect(mergeText(old, changed, old)).toEqual({ text: changed, clean: true });
      expect(mergeText(old, old, changed)).toEqual({ text: changed, clean: true });
      expect(mergeText(old, changed, changed)).toEqual({ text: changed, clean: true });
    }),
  );
});

test('no line that either side added is lost', () => {
  const mine = fc.array(fc.constantFrom('m1', 'm2'), { maxLength: 2 });
  const theirs = fc.array(fc.constantFrom('t1', 't2'), { maxLength: 2 });
  const lines = fc.array(fc.constantFrom('a', 'b'), { maxLength: 4 });
  fc.assert(
    fc.property(lines, lines, mine, theirs, (head, tail, here, there) => {
      const merged = mergeText(
        [...head, ...tail].join('\n'),
        [...head, ...there, ...tail].join('\n'),
        [...head, ...here, ...tail].join('\n'),
      );
      const found = merged.text.split('\n');
      for (const line of [...here, ...there]) expect(found).toContain(line);
    }),
  );
});
