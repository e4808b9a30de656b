import type { NewsPage } from '$lib/api/types';

export interface Unread {
  count: number;
  /** There may be more of them further down. */
  more: boolean;
}

/** How much of the first page is unread; where anything of it is, and the list goes on, there may be more. */
export function unreadOf(page: Pick<NewsPage, 'items' | 'next_cursor'> | undefined): Unread {
  const items = page?.items ?? [];
  const count = items.filter(({ read }) => !read).length;
  return { count, more: count > 0 && typeof page?.next_cursor === 'string' };
}
