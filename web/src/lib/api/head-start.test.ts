import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeadStart } from './head-start';

const ADDRESS = 'https://lk.example/api/accounts';
const PATIENCE = 10_000;

const ask = vi.fn<typeof fetch>(() => Promise.resolve(new Response('asked anew')));
let turn: number;
let answers: Map<string, Promise<Response>>;
let begun: { answers: typeof answers; isOver: boolean };
let headStart: HeadStart;

beforeEach(() => {
  vi.useFakeTimers();
  ask.mockClear();
  turn = 0;
  answers = new Map([[ADDRESS, Promise.resolve(new Response('first'))]]);
  begun = { answers, isOver: false };
  headStart = new HeadStart(begun, () => turn, PATIENCE);
});

afterEach(() => {
  vi.useRealTimers();
});

function take(request = new Request(ADDRESS)): Promise<Response> | undefined {
  return headStart.take(request, ask);
}

describe('an answer that was asked for early', () => {
  it('is given to the call for it, once', async () => {
    expect(await (await take())?.text()).toBe('first');
    expect(take()).toBeUndefined();
    expect(ask).not.toHaveBeenCalled();
  });

  it.each([
    ['another address', new Request(`${ADDRESS}?limit=5`)],
    ['a change', new Request(ADDRESS, { method: 'POST' })],
    ['what is newer', new Request(ADDRESS, { cache: 'no-cache' })],
  ])('is not the answer to %s', (_name, request) => {
    expect(take(request)).toBeUndefined();
  });

  it('is not given once it was asked for elsewhere, though it comes to lie there', () => {
    answers.delete(ADDRESS);
    expect(take()).toBeUndefined();
    answers.set(ADDRESS, Promise.resolve(new Response('of before')));
    expect(take()).toBeUndefined();
  });

  it('is not given after something was changed', () => {
    expect(take(new Request(`${ADDRESS}/a1/readings`, { method: 'POST' }))).toBeUndefined();
    expect(take()).toBeUndefined();
  });

  it('is given also where it was begun after the application', async () => {
    const later = `${ADDRESS}/a1`;
    answers.set(later, Promise.resolve(new Response('of the first account')));
    expect(await (await take(new Request(later)))?.text()).toBe('of the first account');
  });

  it('is not given to another person', () => {
    turn += 1;
    expect(take()).toBeUndefined();
    expect(begun).toEqual({ answers: new Map(), isOver: true });
  });

  it('is forgotten when nobody comes for it, and its body is not kept', async () => {
    const cancel = vi.fn();
    answers.set(`${ADDRESS}/a1`, Promise.resolve(new Response(new ReadableStream({ cancel }))));
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(take()).toBeUndefined();
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('is not given where it comes after that time', async () => {
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(begun.isOver).toBe(true);
    answers.set(ADDRESS, Promise.resolve(new Response('old')));
    expect(take()).toBeUndefined();
  });
});

describe('what was asked early in vain', () => {
  it.each([
    ['where no answer came', () => Promise.reject(new TypeError('offline'))],
    ['where it was refused', () => Promise.resolve(new Response(null, { status: 401 }))],
  ])('is asked anew %s', async (_name, began) => {
    answers.set(ADDRESS, began());
    expect(await (await take())?.text()).toBe('asked anew');
    expect(ask).toHaveBeenCalledOnce();
  });

  it('is not asked anew where the answer says why there is none', async () => {
    answers.set(ADDRESS, Promise.resolve(new Response(null, { status: 404 })));
    expect((await take())?.status).toBe(404);
    expect(ask).not.toHaveBeenCalled();
  });
});
