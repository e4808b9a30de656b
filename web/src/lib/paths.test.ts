import { describe, expect, it } from 'vitest';
import { paths, safeNext } from './paths';

describe('the page after signing in', () => {
  it('is the one asked for, with its query', () => {
    expect(safeNext('/charges?account=a&period=2026-10')).toBe('/charges?account=a&period=2026-10');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    null,
  ])('is never an address elsewhere: %s', (next) => {
    expect(safeNext(next)).toBe('/');
  });
});

describe('an address', () => {
  it('leaves out what is not known and escapes what is', () => {
    expect(paths.charges()).toBe('/charges');
    expect(paths.signIn('/charges?a=1&b=2')).toBe('/sign-in?next=%2Fcharges%3Fa%3D1%26b%3D2');
  });
});
