import type { MonthCharges } from '$lib/api/types';
import { describe, expect, it } from 'vitest';
import { changesOf, mostChanged } from './changes';

function month(period: string, services: Record<string, number>): MonthCharges {
  const list = Object.entries(services).map(([service, total]) => ({
    service,
    name: service.toUpperCase(),
    total,
  }));
  const total = list.reduce((sum, one) => sum + one.total, 0);
  const none = { recalculated: 0, privileges: 0, penalty: 0, to_pay: Math.max(total, 0) };
  return { period, charged: total, total, services: list, ...none };
}

const september = month('2026-09', { water: 12_000, gas: 5_000, lift: 900, waste: 700 });
const october = month('2026-10', { heating: 41_230, water: 15_510, gas: 5_000, waste: 600 });

describe('what changed', () => {
  it('is told by service, the largest difference first', () => {
    expect(changesOf(october, september)).toEqual([
      { name: 'HEATING', kind: 'appeared', before: 0, now: 41_230, difference: 41_230 },
      { name: 'WATER', kind: 'moved', before: 12_000, now: 15_510, difference: 3_510 },
      { name: 'LIFT', kind: 'gone', before: 900, now: 0, difference: -900 },
      { name: 'WASTE', kind: 'moved', before: 700, now: 600, difference: -100 },
    ]);
  });

  it('adds up to the difference of the months, whatever is left untold', () => {
    for (const most of [1, 2, 3, 9]) {
      const { told, rest = 0 } = mostChanged(changesOf(october, september), most);
      const sum = told.reduce((before, { difference }) => before + difference, rest);
      expect(sum).toBe(october.total - september.total);
    }
  });

  it('is nothing where nothing changed', () => {
    expect(changesOf(october, october)).toEqual([]);
    expect(mostChanged([], 3)).toEqual({ told: [], rest: undefined });
  });

  it('is a change from nothing to something where a charge of zero was there before', () => {
    const [change] = changesOf(month('2026-10', { gas: 100 }), month('2026-09', { gas: 0 }));
    expect(change?.kind).toBe('moved');
  });

  it('holds for negative totals and for names of any kind', () => {
    const odd = month('2026-10', { '<b>x</b>': -500, [`${'я'.repeat(300)}🏠`]: 1 });
    expect(changesOf(odd, month('2026-09', {})).map(({ difference }) => difference)).toEqual([
      -500, 1,
    ]);
  });
});
