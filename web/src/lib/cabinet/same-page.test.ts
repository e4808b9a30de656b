import { describe, expect, test } from 'vitest';
import { sameFor } from './same-page';

const at = (path: string): string => {
  const { pathname, search } = sameFor(new URL(path, 'http://localhost'), 'b');
  return pathname + search;
};

describe('another account', () => {
  test('is looked at on the same page', () => {
    expect(at('/meters')).toBe('/meters?account=b');
    expect(at('/charges?account=a&period=2026-10')).toBe('/charges?account=b&period=2026-10');
  });

  test('has not the things of this one', () => {
    expect(at('/appeals/appeal?account=a&appeal=1')).toBe('/appeals?account=b');
    expect(at('/news/item?news=1')).toBe('/news?account=b');
  });
});
