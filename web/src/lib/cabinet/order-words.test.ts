import { expect, it } from 'vitest';
import { moved, standing } from './order-words';

const at = '2026-11-01T08:00:00Z';
const scheduled = { status: 'scheduled', by: 'company', at };

it('tells of a visit where one was arranged last', () => {
  const visit = { ...scheduled, visit_date: '2026-11-10' };
  const order = { status: 'scheduled', moves: [scheduled, visit] };
  expect(standing(order).text).toBe('Назначен визит');
  expect(standing({ ...order, moves: [visit, scheduled] }).text).toBe('Запланирована');
  expect(moved('scheduled', null).text).toBe('Запланирована');
});

it('tells the other states by their names, and an unknown one as it came', () => {
  expect(standing({ status: 'done', moves: [] }).text).toBe('Выполнена');
  expect(standing({ status: 'paused', moves: [] }).text).toBe('paused');
});
