import { describe, expect, it } from 'vitest';
import { isReceived, isSettled, stateOf, unfinished } from './payment-state';
import { payment } from './payment.example';

describe('a payment in words', () => {
  it('is never called paid before it is', () => {
    expect(stateOf(payment)).toBe('не завершён');
    expect(stateOf({ ...payment, status: 'pending' })).toBe('ждём подтверждения');
    expect(stateOf({ ...payment, status: 'failed' })).toBe('не прошёл');
    expect(stateOf({ ...payment, status: 'failed', failure: 'expired' })).toBe('время вышло');
  });

  it('is reported once a statement has it', () => {
    expect(stateOf({ ...payment, status: 'paid' })).toBe('оплачен');
    expect(stateOf({ ...payment, status: 'paid', reported: true })).toBe('учтён');
  });

  it('tells a part that was given back from the whole', () => {
    expect(stateOf({ ...payment, status: 'refunded', refunded: 400 })).toBe('возвращён частично');
    expect(stateOf({ ...payment, status: 'refunded', refunded: 1000 })).toBe('возвращён');
  });
});

describe('asking about a payment', () => {
  it('ends when it is known how the payment ended', () => {
    expect(isSettled(payment) || isSettled({ ...payment, status: 'pending' })).toBe(false);
    expect(isSettled({ ...payment, status: 'failed' })).toBe(true);
  });

  it('tells received money from none', () => {
    expect(isReceived({ ...payment, status: 'refunded' })).toBe(true);
    expect(isReceived({ ...payment, status: 'failed' })).toBe(false);
  });
});

describe('payments whose end is not known', () => {
  it('are those that were begun or asked about', () => {
    const pending = { ...payment, status: 'pending' as const };
    expect(unfinished([payment, pending])).toEqual([payment, pending]);
  });

  it('are told the own ones first', () => {
    const other = { ...payment, mine: false };
    expect(unfinished([other, payment])).toEqual([payment, other]);
  });

  it('are also those whose term is over: their money may be on its way', () => {
    const late = { ...payment, status: 'pending' as const, payable_until: '2020-01-01T00:00:00Z' };
    expect(unfinished([late])).toEqual([late]);
  });

  it('are none that ended', () => {
    const ended = (['paid', 'failed', 'refunded'] as const).map((status) => ({
      ...payment,
      status,
    }));
    expect(unfinished(ended)).toEqual([]);
  });
});
