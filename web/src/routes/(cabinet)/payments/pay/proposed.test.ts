import type { Balance } from '$lib/api/types';
import { describe, expect, it } from 'vitest';
import { carryOver, changed, debtOf, isSame, proposed } from './proposed';

const balance = (kind: Balance['kind'], amount: number): Balance => ({
  kind,
  amount,
  as_of: '2026-10-31',
});

const DEBT = balance('debt', 123_456);

describe('the proposed sum', () => {
  it('is the debt, and none without one', () => {
    expect([debtOf(DEBT), proposed(DEBT)]).toEqual([123_456, '1234,56']);
    for (const none of [balance('zero', 0), balance('overpayment', 500)]) {
      expect([debtOf(none), proposed(none)]).toEqual([0, '']);
    }
  });

  it('follows a balance that has changed; a sum of one’s own stays', () => {
    expect(carryOver('1234,56', DEBT, balance('debt', 10_000))).toBe('100,00');
    expect(carryOver('1234,56', DEBT, balance('zero', 0))).toBe('');
    expect(carryOver('50,00', DEBT, balance('debt', 10_000))).toBe('50,00');
  });
});

describe('a balance', () => {
  it('is the same by its sign and sum, whatever day it is of', () => {
    expect(isSame(DEBT, { ...DEBT, as_of: null })).toBe(true);
    expect(isSame(DEBT, balance('debt', 123_455))).toBe(false);
    expect(isSame(DEBT, balance('overpayment', 123_456))).toBe(false);
  });

  it('that has changed is told with how much it is now', () => {
    expect(changed(balance('debt', 10_000)).detail).toContain('Долг сейчас: 100,00');
    expect(changed(balance('zero', 0)).detail).toContain('Долга нет');
  });
});
