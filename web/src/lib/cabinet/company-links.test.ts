import { expect, it } from 'vitest';
import { phones, web } from './company-links';

/** The links of a text. */
function dialled(text: string): (string | undefined)[] {
  const parts = phones(text);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  return parts.flatMap(({ href }) => (href === undefined ? [] : [href.replace('tel:', '')]));
}

it.each([
  ['+7 (8452) 12-34-56', ['+78452123456']],
  ['8(8452)12-34-56', ['88452123456']],
  ['8 800 100-20-30', ['88001002030']],
  ['+375 17 123‑45‑67', ['+375171234567']],
  ['112', ['112']],
])('a number is dialled without its dressing: %s', (text, numbers) => {
  expect(dialled(text)).toEqual(numbers);
});

it.each([
  ['+7 8452 99-99-99 (круглосуточно, 24/7)', ['+78452999999']],
  ['+7 8452 99-99-99 24/7', ['+78452999999']],
  ['+7 8452 99-99-99 (12)', ['+78452999999']],
  ['99-99-99 9-18', ['999999']],
  ['99-99-99 с 9:00 до 18:00', ['999999']],
  ['99-99-99 9:00-18:00', ['999999']],
  ['+7 8452 99-99-99 доб. 12', ['+78452999999']],
  ['99-99-99, доб. 112', ['999999']],
  ['каб. 305, тел. 99-99-99', ['999999']],
  ['звоните в ЖЭУ', []],
  ['с 01.09.2026', []],
])('what is said beside a number is not dialled: %s', (text, numbers) => {
  expect(dialled(text)).toEqual(numbers);
});

it.each([
  ['12-34-56, 12-34-57', ['123456', '123457']],
  ['12-34-56 12-34-57', ['123456', '123457']],
  ['12-34-56/57', ['123456']],
  ['101 или 112, +7 8452 99-99-99', ['101', '112', '+78452999999']],
])('of several numbers each is dialled: %s', (text, numbers) => {
  expect(dialled(text)).toEqual(numbers);
});

it('only a web address becomes a link', () => {
  expect(web('uk.example.ru')).toBe('https://uk.example.ru/');
  expect(web('http://uk.example.ru/a')).toBe('http://uk.example.ru/a');
  for (const site of ['javascript:alert(1)', 'data:text/html,1', 'https://', null]) {
    expect(web(site), String(site)).toBeUndefined();
  }
});
