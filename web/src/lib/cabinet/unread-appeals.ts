import type { Page } from '$lib/api/client';
import type { Listing } from '$lib/api/listing.svelte';
import type { Appeal } from '$lib/api/types';

/** Pages that nobody asked for: of a longer list the person reads the rest. */
const MOST_PAGES = 10;

/**
 * Reads on until all appeals with a new answer are there, `unread` of them: the list goes by when they were written, so an old
 * one that was answered stands far down.
 */
export async function readToUnread(
  first: Page<Appeal>,
  rest: Listing<Appeal>,
  unread: number,
): Promise<void> {
  if (!first.next_cursor) return;
  for (let read = 0; read < MOST_PAGES && rest.more; read += 1) {
    const shown = [...first.items, ...rest.items].filter((appeal) => appeal.unread).length;
    if (shown >= unread) return;
    await rest.next();
    if (rest.failure) return;
  }
}
