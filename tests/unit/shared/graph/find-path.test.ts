import { expect, test } from 'vitest';
import { findPath } from '#shared/graph/find-path.ts';

function edges(...arrows: string[]) {
  return arrows.map((arrow) => ({ from: arrow.charAt(0), to: arrow.charAt(1) }));
}

test('gives the shortest path, both ends included', () => {
  expect(findPath(edges('ab', 'bc', 'cd', 'bd'), 'a', 'd')).toEqual(['a', 'b', 'd']);
});

test('gives null where no path leads, and for unknown nodes', () => {
  expect(findPath(edges('ab', 'cb'), 'a', 'c')).toBeNull();
  expect(findPath(edges('ab'), 'x', 'y')).toBeNull();
  expect(findPath(edges('ab'), 'b', 'a')).toBeNull();
});

test('a node leads to itself', () => {
  expect(findPath([], 'a', 'a')).toEqual(['a']);
});

test('ends on cycles, self-loops and repeated edges', () => {
  expect(findPath(edges('aa', 'ab', 'ab', 'ba', 'bc', 'ca'), 'a', 'c')).toEqual(['a', 'b', 'c']);
  expect(findPath(edges('ab', 'ba'), 'a', 'z')).toBeNull();
});

test('among equally short paths the earlier edges win', () => {
  expect(findPath(edges('ab', 'ac', 'cd', 'bd'), 'a', 'd')).toEqual(['a', 'b', 'd']);
});
