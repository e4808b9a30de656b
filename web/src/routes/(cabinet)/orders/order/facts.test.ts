import { expect, it } from 'vitest';
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

function visit(visit_date: string, visit_slot: string | null): PlacedOrder['moves'][number] {
  return { status: 'scheduled', by: 'company', at: '2026-11-02T08:00:00Z', visit_date, visit_slot };
}

it('the visit is the one that was arranged last, and over when the order is', () => {
  expect(visitOf(order)).toBe('12 ноября 2026');
  expect(visitOf({ ...order, moves: order.moves.slice(0, 2) })).toBe('10 ноября 2026, с 9 до 13');
  expect(visitOf({ ...order, status: 'done' })).toBeUndefined();
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
