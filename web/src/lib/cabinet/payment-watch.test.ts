import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { api } from '$lib/api/client';
import { PaymentWatch } from './payment-watch.svelte';
import { payment } from './payment.example';

vi.mock('$lib/api/client', () => ({
  api: { GET: vi.fn() },
  answer: async (call: Promise<unknown>) => await call,
}));

const get = vi.mocked(api.GET) as unknown as ReturnType<typeof vi.fn>;
const failed = { ...payment, status: 'failed', failure: 'refused' };
const paid = { ...payment, status: 'paid' };

beforeEach(() => {
  vi.useFakeTimers();
  get.mockReset();
});

afterEach(() => {
  vi.useRealTimers();
});

it('goes on asking about a payment that has failed, for its money may come late', async () => {
  get.mockResolvedValueOnce(failed).mockResolvedValueOnce(failed).mockResolvedValue(paid);
  const watch = new PaymentWatch('a', 'p');
  watch.start();
  await vi.advanceTimersByTimeAsync(0);
  expect([watch.payment?.status, watch.asking]).toEqual(['failed', true]);
  await vi.advanceTimersByTimeAsync(3000);
  expect([watch.payment?.status, watch.asking]).toEqual(['paid', false]);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(get).toHaveBeenCalledTimes(3);
});

it('asks about it no longer than about one that waits', async () => {
  const asked: number[] = [];
  for (const standing of [failed, { ...payment, status: 'pending' }]) {
    get.mockReset().mockResolvedValue(standing);
    const watch = new PaymentWatch('a', 'p');
    watch.start();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(watch.asking).toBe(false);
    asked.push(get.mock.calls.length);
  }
  expect(asked[0]).toBe(asked[1]);
  expect(asked[0]).toBeGreaterThan(5);
});
