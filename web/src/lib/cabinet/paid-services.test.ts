import { expect, it } from 'vitest';
import type { PaidService } from '$lib/api/types';
import { byGroup, priceOf } from './paid-services';

it('a price says whether it is the whole one, and what it is for', () => {
  const cases: [Parameters<typeof priceOf>[0], string][] = [
    [{ price: { kind: 'fixed', amount: 90_000 }, unit: 'шт.' }, '900,00\u00a0₽ за шт.'],
    [{ price: { kind: 'from', amount: 90_000 }, unit: null }, 'от 900,00\u00a0₽'],
    [{ price: { kind: 'fixed', amount: 0 } }, '0,00\u00a0₽'],
    [{ price: { kind: 'agreement', amount: null }, unit: 'шт.' }, 'Цена по договорённости'],
  ];
  for (const [service, text] of cases) expect(priceOf(service)).toBe(text);
});

it('services stand under their groups, in their order', () => {
  const service = (group: string, name: string): PaidService => ({
    id: name,
    group,
    name,
    price: { kind: 'agreement' },
    slots: [],
  });
  const groups = byGroup([service('А', '1'), service('А', '2'), service('Б', '3')]);
  expect(groups.map(([group, items]) => [group, items.map(({ id }) => id)])).toEqual([
    ['А', ['1', '2']],
    ['Б', ['3']],
  ]);
});
