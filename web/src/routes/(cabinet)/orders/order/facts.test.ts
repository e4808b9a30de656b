import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlacedOrder } from '$lib/api/types';
import { factsOf, visitOf } from './facts';

const order: PlacedOrder = {
  id: '1',
  service: {
    id: 'tap',
    group: 'Сантехника',
    name: 'Замена смесителя',
    price: { kind: 'fixed', amount: 90_000 },
  },
  status: 'scheduled',
  moves: [
    { status: 'new', by: 'resident', at: '2026-11-01T08:00:00Z' },
    visit('2026-11-10', 'с 9 до 13'),
    visit('2026-11-12', null),
  ],
  mine: true,
  can_cancel: true,
  created_at: '2026-11-01T08:00:00Z',
};

function visit(visit_date: string | null, visit_slot: string | null): PlacedOrder['moves'][number] {
  return { status: 'scheduled', by: 'company', at: '2026-11-02T08:00:00Z', visit_date, visit_slot };
}

/** A moment of the evening before the visit in Saratov (UTC+4), and one after midnight there. */
const BEFORE = new Date('2026-11-12T19:30:00Z');
const AFTER = new Date('2026-11-12T20:30:00Z');

describe('the visit', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: BEFORE });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is the one that was arranged last, and over when the order is', () => {
    expect(visitOf(order)).toBe('К вам придут 12\u00a0ноября 2026');
    vi.setSystemTime('2026-11-10T06:00:00Z');
    const earlier = { ...order, moves: order.moves.slice(0, 2) };
    expect(visitOf(earlier)).toBe('К вам придут 10\u00a0ноября 2026, с 9 до 13');
    expect(visitOf({ ...order, status: 'done' })).toBeUndefined();
  });

  it('is called off by a move without a day', () => {
    const without = visit(null, null);
    expect(visitOf({ ...order, moves: [...order.moves, without] })).toBeUndefined();
    expect(visitOf({ ...order, moves: [] })).toBeUndefined();
  });

  it('was to be, once its day is over in the zone of the company', () => {
    expect(visitOf(order, 'Europe/Saratov')).toContain('К вам придут');
    vi.setSystemTime(AFTER);
    expect(visitOf(order, 'Europe/Saratov')).toBe('Визит был назначен на 12\u00a0ноября 2026');
    expect(visitOf(order, 'America/New_York')).toContain('К вам придут');
    expect(visitOf(order, 'Nowhere/Else')).toBeDefined();
  });
});

it('what is hidden or was not said is left out', () => {
  expect(factsOf(order).map(({ label }) => label)).toEqual(['Услуга', 'Цена', 'Пожелание']);
  const told = factsOf({
    ...order,
    wish_slot: 'с 9 до 13',
    comment: 'Домофон 12',
    contact: { email: 'a@b.ru', phone: '+79171234567' },
  });
  expect(told.map(({ value }) => value).slice(2)).toEqual([
    'с 9 до 13',
    'Домофон 12',
    'a@b.ru, +79171234567',
  ]);
});
