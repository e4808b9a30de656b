import { expect, test } from 'vitest';
import { percents } from './percents';

test('percents come to a hundred', () => {
  expect(percents([1, 1, 1, 0])).toEqual([34, 33, 33, 0]);
  expect(percents([2, 1, 0, 0])).toEqual([67, 33, 0, 0]);
  expect(percents([1, 0, 0, 0])).toEqual([100, 0, 0, 0]);
  for (const counts of [
    [7, 11, 13, 17],
    [1, 2, 3, 1_000_000],
    [999, 1, 1, 1],
  ]) {
    expect(percents(counts).reduce((sum, percent) => sum + percent)).toBe(100);
  }
});

test('nobody has no percents', () => {
  expect(percents([0, 0, 0, 0])).toEqual([0, 0, 0, 0]);
});
