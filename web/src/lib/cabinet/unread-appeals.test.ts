import type { Page } from '$lib/api/client';
import { Listing } from '$lib/api/listing.svelte';
import type { Appeal } from '$lib/api/types';
import { describe, expect, it } from 'vitest';
import { readToUnread } from './unread-appeals';

function appeal(number: number, unread = false): Appeal {
  const at = '2026-10-20T09:00:00Z';
  const id = `${number}`;
  const counts = { messages: 2, answers: 1 };
  return {
    id,
    topic: 'Лифт',
    status: 'answered',
    unread,
    ...counts,
    created_at: at,
    updated_at: at,
  };
}

function page(from: number, next: string | null): Page<Appeal> {
  return { items: Array.from({ length: 20 }, (_, at) => appeal(from + at)), next_cursor: next };
}

const first = page(1, 'second');

/** What follows the first page: so many pages without anything new, and then one with a new answer. */
function following(pages: number): { rest: Listing<Appeal>; read: () => number } {
  let read = 0;
  const rest = new Listing<Appeal>(() => {
    read += 1;
    if (read <= pages) return Promise.resolve(page(20 * read, 'more'));
    return Promise.resolve({ items: [appeal(999, true)], next_cursor: null });
  });
  return { rest, read: () => read };
}

describe('a list of appeals', () => {
  it('of twenty-one, the first of which was answered, is read to it', async () => {
    const { rest } = following(0);
    await readToUnread(first, rest, 1);
    expect(rest.items).toMatchObject([{ id: '999', unread: true }]);
  });

  it('is read no further than what is new', async () => {
    const { rest, read } = following(0);
    await readToUnread({ ...first, items: [appeal(1, true), ...first.items] }, rest, 1);
    await readToUnread(first, rest, 0);
    await readToUnread({ ...first, next_cursor: null }, rest, 1);
    expect(read()).toBe(0);
  });

  it('is not read without end, nor where it does not come', async () => {
    const { rest, read } = following(50);
    await readToUnread(first, rest, 1);
    expect(read()).toBe(10);
    let calls = 0;
    const broken = new Listing<Appeal>(() => {
      calls += 1;
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    await readToUnread(first, broken, 1);
    expect(calls).toBe(1);
  });

  it('waits for a page that the person has asked for', async () => {
    const { rest, read } = following(2);
    void rest.next();
    await readToUnread(first, rest, 1);
    expect([read(), rest.items.at(-1)?.id]).toEqual([3, '999']);
  });
});
