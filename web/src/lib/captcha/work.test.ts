import { describe, expect, it } from 'vitest';
import { isSolution, progress, search, zeroBits } from './work';

describe('the zero bits of a hash', () => {
  it('are counted across bytes', () => {
    expect(zeroBits(new Uint8Array([0x80, 0]))).toBe(0);
    expect(zeroBits(new Uint8Array([0x01, 0xff]))).toBe(7);
    expect(zeroBits(new Uint8Array([0, 0x10]))).toBe(11);
    expect(zeroBits(new Uint8Array([0, 0]))).toBe(16);
  });
});

describe('the work', () => {
  it('is SHA-256 of the salt followed by it', () => {
    // sha256("abc") begins with ba, of which the first bit is one.
    expect(isSolution({ salt: 'ab', bits: 0 }, 'c')).toBe(true);
    expect(isSolution({ salt: 'ab', bits: 1 }, 'c')).toBe(false);
  });

  it('is found, and nothing before it solves the task', () => {
    const task = { salt: 'соль', bits: 10 };
    const found = search(task, 0, 100_000) ?? '';
    expect(isSolution(task, found)).toBe(true);
    expect(search(task, 0, parseInt(found, 36))).toBeNull();
  });

  it('of no bits is the first try', () => {
    expect(search({ salt: 'a', bits: 0 }, 7, 1)).toBe('7');
  });
});

describe('the progress', () => {
  it('grows with every try and never reaches the end', () => {
    const shares = [0, 1000, 2 ** 18, 2 ** 19, 2 ** 21].map((tried) => progress(tried, 18));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares[0]).toBe(0);
    expect(shares[2]).toBeCloseTo(0.63, 2);
    expect(shares.at(-1)).toBeLessThan(1);
  });
});
