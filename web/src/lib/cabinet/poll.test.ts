import { describe, expect, it } from 'vitest';
import { pauseAfter } from './poll';

describe('questions about a payment', () => {
  const pauses: number[] = [];
  for (let asked = 1, pause = pauseAfter(1); pause !== undefined; pause = pauseAfter(++asked)) {
    pauses.push(pause);
  }

  it('come ever more rarely', () => {
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    expect(pauses[0]).toBe(1000);
  });

  it('end after about two minutes', () => {
    const total = pauses.reduce((sum, pause) => sum + pause, 0);
    expect(total).toBeGreaterThan(90_000);
    expect(total).toBeLessThan(150_000);
  });
});
