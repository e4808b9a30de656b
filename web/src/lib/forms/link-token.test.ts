import { expect, test } from 'vitest';
import { linkToken } from './link-token';

test('the secret of a mailed link is read out of the fragment', () => {
  expect(linkToken('#token=0123abc')).toBe('0123abc');
});

test('another place on the page is no secret', () => {
  expect(['', '#', '#content', '#tokens=1'].map(linkToken)).toEqual(Array(4).fill(''));
});
