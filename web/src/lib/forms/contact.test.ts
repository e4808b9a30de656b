import { expect, it } from 'vitest';
import { contactErrors, contactOf } from './contact';

it('what is empty is left out of a contact', () => {
  expect(contactOf({ email: ' a@example.ru ', phone: ' ' })).toEqual({ email: 'a@example.ru' });
  expect(contactOf({ email: '', phone: '8 917 123-45-67' })).toEqual({ phone: '8 917 123-45-67' });
});

it('one of address and number is enough, none is not', () => {
  expect(contactErrors({ email: 'a@example.ru', phone: '' })).toEqual({});
  expect(contactErrors({ email: '', phone: '1' })).toEqual({});
  expect(contactErrors({ email: ' ', phone: '' })).toHaveProperty(['contact.email']);
});
