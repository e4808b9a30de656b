import { expect, it } from 'vitest';
import { forAccount } from './payment';

const CODE = 'ST00012|Name=УК|PersonalAcc=40702810338360027201';

it('the number of the account is added by the separator of the code', () => {
  expect(forAccount(CODE, '1234567')).toBe(`${CODE}|PersAcc=1234567`);
  const other = CODE.replaceAll('|', '#');
  expect(forAccount(other, '12|34')).toBe(`${other}#PersAcc=12|34`);
});

it('a number that would break the code apart and a text that is no code stay out', () => {
  expect(forAccount(CODE, '12|34')).toBe(CODE);
  expect(forAccount('https://example.ru', '1')).toBe('https://example.ru');
});
