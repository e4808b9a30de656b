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
    awaiting(first.promise);
    awaiting(second.promise);
    whenNobodyWaits(ask);
    await vi.runAllTimersAsync();
    first.give('card');
    await vi.runAllTimersAsync();
    expect(ask).not.toHaveBeenCalled();
    second.fail(new Error('offline'));
    await vi.runAllTimersAsync();
    expect(ask).toHaveBeenCalledOnce();
  });

  it('lets what is asked in between go first', async () => {
    const [first, second] = [answer(), answer()];
    awaiting(first.promise);
    whenNobodyWaits(ask);
    await vi.runAllTimersAsync();
    first.give('accounts');
    await Promise.resolve();
    awaiting(second.promise);
    await vi.runAllTimersAsync();
    expect(ask).not.toHaveBeenCalled();
    second.give('card');
    await vi.runAllTimersAsync();
    expect(ask).toHaveBeenCalledOnce();
  });

  it('does not wait for who has gone, and who goes later or twice ends nothing more', async () => {
    const [first, second] = [answer(), answer()];
    const leave = awaiting(first.promise);
    awaiting(second.promise);
    whenNobodyWaits(ask);
    leave();
    leave();
    first.give('late');
    await vi.runAllTimersAsync();
    expect(ask).not.toHaveBeenCalled();
    second.give('card');
    await vi.runAllTimersAsync();
    expect(ask).toHaveBeenCalledOnce();
  });

  it('is asked where the only one that is waited for never comes, and its page has gone', async () => {
    const leave = awaiting(answer().promise);
    whenNobodyWaits(ask);
    await vi.runAllTimersAsync();
    expect(ask).not.toHaveBeenCalled();
    leave();
    await vi.runAllTimersAsync();
    expect(ask).toHaveBeenCalledOnce();
  });

  it('is not asked when it was given up', async () => {
    whenNobodyWaits(ask)();
    await vi.runAllTimersAsync();
    expect(ask).not.toHaveBeenCalled();
  });
});
