import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Countdown } from './countdown.svelte';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('a wait is counted down and ends', () => {
  const wait = new Countdown();
  wait.start(90);
  vi.advanceTimersByTime(60_000);
  expect(wait).toMatchObject({ left: 30, over: false });
  vi.advanceTimersByTime(30_000);
  expect(wait).toMatchObject({ left: 0, over: true });
});

it('a tab that slept through the wait finds it over', () => {
  const wait = new Countdown();
  wait.start(90);
  vi.setSystemTime(Date.now() + 600_000);
  vi.advanceTimersByTime(1000);
  expect(wait.over).toBe(true);
});

it('a new wait takes the place of the old one', () => {
  const wait = new Countdown();
  wait.start(2);
  wait.start(30);
  vi.advanceTimersByTime(5000);
  expect(wait).toMatchObject({ left: 25, over: false });
});
