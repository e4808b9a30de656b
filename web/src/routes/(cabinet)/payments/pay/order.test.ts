import { describe, expect, it } from 'vitest';
import { checkOrder, contactField, orderOf } from './order';

describe('an order', () => {
  it('is in kopecks, with an address or a number', () => {
    expect(orderOf({ amount: '1 234,56', contact: ' a@example.ru ' })).toEqual({
      amount: 123_456,
      email: 'a@example.ru',
    });
    expect(orderOf({ amount: '10', contact: '8 (917) 123-45-67' })).toEqual({
      amount: 1000,
      phone: '8 (917) 123-45-67',
    });
  });

  it('leaves out a contact that is not given', () => {
    expect(orderOf({ amount: '10', contact: '  ' })).toEqual({ amount: 1000 });
  });

  it('is not sent with a sum that is none', () => {
    expect(checkOrder({ amount: '1,234', contact: '' })).toHaveProperty('amount');
    expect(checkOrder({ amount: '0,00', contact: '' })).toHaveProperty('amount');
    expect(checkOrder({ amount: '0,01', contact: '' })).toEqual({});
  });
});

describe('a contact', () => {
  it('is a number where it has nothing but digits and their signs', () => {
    expect(contactField('+7 917 123-45-67')).toBe('phone');
    for (const text of ['a@example.ru', '', '7@example.ru', 'нет']) {
      expect(contactField(text)).toBe('email');
    }
  });
});
