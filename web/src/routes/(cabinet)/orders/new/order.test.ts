import { expect, it } from 'vitest';
import { ApiFailure } from '$lib/api/failure';
import type { PaidService } from '$lib/api/types';
import { isGone, isOutdated, orderErrors, orderOf } from './order';

const service: PaidService = {
  id: 'tap',
  group: 'Сантехника',
  name: 'Замена смесителя',
  price: { kind: 'from', amount: 90_000 },
  slots: ['с 9 до 13'],
};
const typed = { date: '', slot: '', comment: ' ', email: 'a@b.ru', phone: '' };

it('an order names the price that was shown and leaves out what was not wished', () => {
  expect(orderOf(service, typed)).toEqual({
    service_id: 'tap',
    price: { kind: 'from', amount: 90_000 },
    contact: { email: 'a@b.ru' },
  });
});

it('a wish is sent as it was made, whatever is offered by now', () => {
  const wish = { ...typed, date: '2026-12-01', slot: 'с 9 до 13', comment: ' Домофон 12 ' };
  expect(orderOf(service, wish)).toMatchObject({
    wish_date: '2026-12-01',
    wish_slot: 'с 9 до 13',
    comment: 'Домофон 12',
  });
  expect(orderOf({ ...service, slots: [] }, wish)).toHaveProperty('wish_slot', 'с 9 до 13');
});

it('a price and a time that are others by now are asked for anew', () => {
  const refusal = (code: string, field: string): ApiFailure =>
    new ApiFailure(422, 'validation_failed', '', '', [{ field, code, message: '' }]);
  expect(isOutdated(new ApiFailure(409, 'price_changed', '', ''))).toBe(true);
  expect(isOutdated(refusal('slot_unknown', 'wish_slot'))).toBe(true);
  expect(isOutdated(refusal('date_in_past', 'wish_date'))).toBe(false);
  expect(isGone(service, 'с 9 до 13')).toBe(false);
  expect(isGone(service, '')).toBe(false);
  expect(isGone(service, 'с 13 до 18')).toBe(true);
});

it('a comment that is too long and a missing contact are told', () => {
  expect(orderErrors(typed)).toEqual({});
  const errors = orderErrors({ ...typed, email: '', comment: 'я'.repeat(1001) });
  expect(Object.keys(errors)).toEqual(['comment', 'contact.email']);
});
