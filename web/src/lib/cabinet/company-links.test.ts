import { expect, it } from 'vitest';
import { call, web } from './company-links';

it('a number is dialled without its dressing', () => {
  expect(call('+7 (8452) 12-34-56')).toBe('tel:+78452123456');
  expect(call(null)).toBeUndefined();
});

it('only a web address becomes a link', () => {
  expect(web('uk.example.ru')).toBe('https://uk.example.ru/');
  expect(web('http://uk.example.ru/a')).toBe('http://uk.example.ru/a');
  for (const site of ['javascript:alert(1)', 'data:text/html,1', 'https://', null]) {
    expect(web(site), String(site)).toBeUndefined();
  }
});
