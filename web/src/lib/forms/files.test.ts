import { expect, it } from 'vitest';
import { fileError, fileSize, MOST_BYTES } from './files';

const photo = { name: 'a.jpg', type: 'image/jpeg', size: 1 };
const paper = { name: 'a.pdf', type: 'application/pdf', size: MOST_BYTES };

it('pictures and documents may be sent, a large picture is made smaller first', () => {
  const untyped = { ...photo, type: '' };
  for (const file of [photo, { ...photo, size: 3 * MOST_BYTES }, paper, untyped]) {
    expect(fileError(file)).toBeUndefined();
  }
});

it('what can never be accepted is told at once', () => {
  const bad = [
    { ...paper, size: MOST_BYTES + 1 },
    { ...photo, size: 0 },
    { ...photo, type: 'image/svg+xml' },
    { ...photo, type: 'text/html' },
    { ...photo, type: 'application/zip' },
  ];
  const errors = bad.map(fileError);
  expect(errors.every((error) => typeof error === 'string')).toBe(true);
  expect(new Set(errors).size).toBe(3);
});

it('sizes are told as people know them', () => {
  expect([1, 860_160, 1_258_291, MOST_BYTES].map(fileSize)).toEqual([
    '1\u00a0КБ',
    '840\u00a0КБ',
    '1,2\u00a0МБ',
    '5\u00a0МБ',
  ]);
});
