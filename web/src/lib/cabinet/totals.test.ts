import type { Movement } from '$lib/api/types';
import { describe, expect, it } from 'vitest';
import { joinTables, totalsOf } from './totals';

function row(period: string, opening: number, charged: number, received: number): Movement {
  const closing = opening + charged - 100 + 5 - received;
  return {
    period,
    opening,
    charged,
    recalculated: -100,
    penalty: 5,
    received,
    closing,
    payments: [],
  };
}

describe('the totals of a span', () => {
  it('go from its first opening to its last closing, and the balance holds', () => {
    const first = row('2026-08', 1000, 500, 0);
    const second = row('2026-09', first.closing, 700, 900);
    const totals = totalsOf([second, first]);
    expect(totals).toEqual({
      opening: 1000,
      charged: 1200,
      recalculated: -200,
      penalty: 10,
      received: 900,
      closing: second.closing,
    });
    const { opening, charged, recalculated, penalty, received, closing } = totals;
    expect(opening + charged + recalculated + penalty - received).toBe(closing);
  });

  it('of nothing are nothing', () => {
    expect(Object.values(totalsOf([]))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('tables of several parts', () => {
  it('are one with a mark and one row of headings', () => {
    expect(joinTables(['\ufeffА;Б\r\n1;2\r\n', 'А;Б\r\n3;4\r\n'])).toBe(
      '\ufeffА;Б\r\n1;2\r\n3;4\r\n',
    );
  });
});
