import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeadStart } from './head-start';

const ADDRESS = 'https://lk.example/api/accounts';
const PATIENCE = 10_000;

const fetched = vi.fn<typeof fetch>(() => Promise.resolve(new Response('first')));
let turn: number;
let calls: HeadStart;

beforeEach(() => {
  vi.useFakeTimers();
  fetched.mockClear();
  turn = 0;
  calls = new HeadStart(fetched, () => turn);
  calls.begin([ADDRESS], Promise.resolve(), PATIENCE);
});

afterEach(() => {
  vi.useRealTimers();
});

/** What is waited for before anything is asked, and how it comes. */
function later(): { ready: Promise<void>; come: () => void } {
  let come: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (come = resolve));
  return {
    ready,
    come: () => {
      come();
    },
  };
}

describe('an answer that was asked for early', () => {
  it('is given to the call for it, once', async () => {
    const taken = await calls.take(new Request(ADDRESS));
    expect(await taken?.text()).toBe('first');
    expect(calls.take(new Request(ADDRESS))).toBeUndefined();
    expect(fetched).toHaveBeenCalledOnce();
  });

  it.each([
    ['another address', new Request(`${ADDRESS}?limit=5`)],
    ['a change', new Request(ADDRESS, { method: 'POST' })],
    ['what is newer', new Request(ADDRESS, { cache: 'no-cache' })],
  ])('is not the answer to %s', (_name, request) => {
    expect(calls.take(request)).toBeUndefined();
  });

  it('is not given to another person', () => {
    turn += 1;
    expect(calls.take(new Request(ADDRESS))).toBeUndefined();
  });

  it('is forgotten when nobody comes for it, and its body is not kept', async () => {
    const body = vi.fn();
    fetched.mockResolvedValueOnce(new Response(new ReadableStream({ cancel: body })));
    calls.begin([`${ADDRESS}/a1`], Promise.resolve(), PATIENCE);
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(calls.take(new Request(`${ADDRESS}/a1`))).toBeUndefined();
    expect(body).toHaveBeenCalledOnce();
  });

  it('tells whoever waits for it that it failed, and nobody later', async () => {
    fetched.mockRejectedValueOnce(new TypeError('offline'));
    calls.begin([`${ADDRESS}/a1`], Promise.resolve(), PATIENCE);
    await expect(calls.take(new Request(`${ADDRESS}/a1`))).rejects.toThrow('offline');
    fetched.mockRejectedValueOnce(new TypeError('offline'));
    calls.begin([`${ADDRESS}/a2`], Promise.resolve(), PATIENCE);
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.take(new Request(`${ADDRESS}/a2`))).toBeUndefined();
  });

  it('is asked for also where it was taken before it could be', async () => {
    fetched.mockClear();
    const { ready, come } = later();
    calls.begin([`${ADDRESS}/a1`], ready, PATIENCE);
    const taken = calls.take(new Request(`${ADDRESS}/a1`));
    await vi.advanceTimersByTimeAsync(PATIENCE);
    come();
    expect(await (await taken)?.text()).toBe('first');
  });

  it('is not asked for any more once it was forgotten', async () => {
    await vi.advanceTimersByTimeAsync(0);
    fetched.mockClear();
    const { ready, come } = later();
    calls.begin([`${ADDRESS}/a1`], ready, PATIENCE);
    await vi.advanceTimersByTimeAsync(PATIENCE);
    come();
    await vi.advanceTimersByTimeAsync(0);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('is not asked for where another person has come meanwhile', async () => {
    await vi.advanceTimersByTimeAsync(0);
    fetched.mockClear();
    const { ready, come } = later();
    calls.begin([`${ADDRESS}/a1`], ready, PATIENCE);
    turn += 1;
    expect(calls.take(new Request(`${ADDRESS}/a1`))).toBeUndefined();
    come();
    await vi.advanceTimersByTimeAsync(0);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('is not asked for where nobody is signed in', async () => {
    fetched.mockClear();
    calls.begin([`${ADDRESS}/a1`], Promise.reject(new Error('signed out')), PATIENCE);
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.take(new Request(`${ADDRESS}/a1`))).toBeUndefined();
    expect(fetched).not.toHaveBeenCalled();
  });
});
