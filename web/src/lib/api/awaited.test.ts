import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { awaiting, whenNobodyWaits } from './awaited';

const ask = vi.fn();

/** An answer that comes, or fails, when the test says. */
function answer() {
  let give: (data: string) => void = () => undefined;
  let fail: (reason: Error) => void = () => undefined;
  const promise = new Promise<string>((resolve, reject) => {
    give = resolve;
    fail = reject;
  });
  return { promise, give, fail };
}

beforeEach(() => {
  vi.useFakeTimers();
  ask.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('what nobody waits for', () => {
  it('is asked when its turn has come', async () => {
    whenNobodyWaits(ask);
    expect(ask).not.toHaveBeenCalled();
    await vi.advanceTimersToNextTimerAsync();
    expect(ask).toHaveBeenCalledOnce();
  });

  it('is asked after all that somebody waits for, whatever becomes of that', async () => {
    const [first, second] = [answer(), answer()];
    const shown = awaiting(first.promise);
    const failed = awaiting(second.promise);
    whenNobodyWaits(ask);
    await vi.runAllTimersAsync();
    first.give('card');
    await expect(shown).resolves.toBe('card');
    await vi.runAllTimersAsync();
    expect(ask).not.toHaveBeenCalled();
    second.fail(new Error('offline'));
    await expect(failed).rejects.toThrow('offline');
    await vi.runAllTimersAsync();
    expect(ask).toHaveBeenCalledOnce();
  });

  it('lets what is asked in between go first', async () => {
    const [first, second] = [answer(), answer()];
    const accounts = awaiting(first.promise);
    whenNobodyWaits(ask);
    await vi.runAllTimersAsync();
    first.give('accounts');
    await accounts;
    const card = awaiting(second.promise);
    await vi.runAllTimersAsync();
    expect(ask).not.toHaveBeenCalled();
    second.give('card');
    await card;
    await vi.runAllTimersAsync();
    expect(ask).toHaveBeenCalledOnce();
  });

  it('is not asked when it was given up', async () => {
    whenNobodyWaits(ask)();
    await vi.runAllTimersAsync();
    expect(ask).not.toHaveBeenCalled();
  });
});
