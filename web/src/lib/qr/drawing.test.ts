import { expect, it } from 'vitest';
import { drawing, runs } from './drawing';
import { squares } from './squares';

it('dark squares of a row are drawn as runs', () => {
  expect(runs([true, true, false, true])).toEqual([
    [0, 2],
    [3, 1],
  ]);
  expect(runs([false, false])).toEqual([]);
});

it('a code stands in its quiet zone and begins with a finder pattern', () => {
  const { size, path } = drawing(squares('ST00012|Name=УК'));
  expect(size).toBeGreaterThanOrEqual(21 + 8);
  expect(path.startsWith('M4 4h7v1h-7z')).toBe(true);
  expect(path).toContain(`M4 ${size - 5}h7v1h-7z`);
});
