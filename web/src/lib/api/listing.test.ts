import { describe, expect, it } from 'vitest';
import type { Page } from './client';
import { Listing } from './listing.svelte';

/** Two pages: the first leads to «b». */
function read(cursor: string | undefined): Page<number> {
  return cursor === 'b' ? { items: [3], next_cursor: null } : { items: [1, 2], next_cursor: 'b' };
}

function reader(fails: () => boolean = () => false): Listing<number> {
  return new Listing((cursor) =>
    fails() ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(read(cursor)),
  );
}

describe('a list read page after page', () => {
  it('grows until there is no more', async () => {
    const list = reader();
    await list.next();
    expect(list).toMatchObject({ items: [1, 2], more: true });
    await list.next();
    await list.next();
    expect(list).toMatchObject({ items: [1, 2, 3], more: false });
  });

  it('asked twice at once, reads one page', async () => {
    const list = reader();
    await Promise.all([list.next(), list.next()]);
    expect(list.items).toEqual([1, 2]);
  });

  it('keeps what it has when the network fails, and goes on from there', async () => {
    let broken = false;
    const list = reader(() => broken);
    await list.next();
    broken = true;
    await list.next();
    expect(list).toMatchObject({ items: [1, 2], more: true });
    expect(list.failure?.code).toBe('offline');
    broken = false;
    await list.next();
    expect(list).toMatchObject({ items: [1, 2, 3], failure: undefined });
  });
});
