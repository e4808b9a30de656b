import type { PastReading } from '$lib/api/types';
import { describe, expect, it } from 'vitest';
import { byMonth } from './months';

function reading(taken_on: string, consumption: string[], replaced = false): PastReading {
  return {
    id: taken_on,
    values: ['1'],
    taken_on,
    source: 'resident',
    by_me: true,
    consumption,
    confirmed: [],
    entered_at: null,
    replaced,
  };
}

describe('the consumption by month', () => {
  it('adds up readings and zones of a month and leaves replaced ones out', () => {
    const history = [
      reading('2026-10-20', ['1.5', '2']),
      reading('2026-10-05', ['1']),
      reading('2026-10-04', ['100'], true),
      reading('2026-08-20', ['7']),
    ];
    expect(byMonth(history, true)).toEqual([
      { period: '2026-08', consumption: 7_000 },
      { period: '2026-09', consumption: 0 },
      { period: '2026-10', consumption: 4_500 },
    ]);
  });

  it('leaves out the oldest month where readings of it may lack', () => {
    const history = [
      reading('2026-10-20', ['1']),
      reading('2026-09-20', ['2']),
      reading('2026-08-31', ['3']),
    ];
    expect(byMonth(history, false).map(({ period }) => period)).toEqual(['2026-09', '2026-10']);
  });

  it('shows a year at most', () => {
    const history = [reading('2026-10-20', ['1']), reading('2024-10-20', ['1'])];
    expect(byMonth(history, true).map(({ period }) => period)).toEqual(
      expect.arrayContaining(['2025-11', '2026-10']),
    );
    expect(byMonth(history, true)).toHaveLength(12);
  });

  it('has nothing to show before the first reading', () => {
    expect(byMonth([], true)).toEqual([]);
  });
});
