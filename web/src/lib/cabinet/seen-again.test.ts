import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenSeenAgain } from './seen-again';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A window that is put out of sight and shown again. */
class Shown extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  turn(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

test('coming back looks for what is new, no more often than a minute', () => {
  const shown = new Shown();
  const look = vi.fn();
  const end = whenSeenAgain(look, shown);
  const back = (seconds: number): number => {
    shown.turn('hidden');
    vi.advanceTimersByTime(seconds * 1000);
    shown.turn('visible');
    return look.mock.calls.length;
  };
  expect([back(30), back(31), back(59), back(1), back(3600)]).toEqual([0, 1, 1, 2, 3]);
  shown.turn('hidden');
  vi.advanceTimersByTime(120_000);
  expect(look).toHaveBeenCalledTimes(3);
  end();
  shown.turn('visible');
  expect(look).toHaveBeenCalledTimes(3);
});
