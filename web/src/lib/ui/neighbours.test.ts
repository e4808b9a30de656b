import { expect, it } from 'vitest';
import { neighbours } from './neighbours';

const months = ['2026-11', '2026-10', '2026-07', '2026-06'].map((period) => ({ period }));

it.each([
  ['in the list', '2026-10', '2026-07', '2026-11'],
  ['the newest of it', '2026-11', '2026-10', undefined],
  ['the oldest of it', '2026-06', undefined, '2026-07'],
  ['after all of it', '2027-01', '2026-11', undefined],
  ['before all of it', '2024-02', undefined, '2026-06'],
  ['between two of it', '2026-09', '2026-07', '2026-10'],
])('of a month %s', (_, selected, previous, next) => {
  expect(neighbours(months, selected)).toEqual({ previous, next });
});

it('of no months there are none', () => {
  expect(neighbours([], '2026-10')).toEqual({ previous: undefined, next: undefined });
});
