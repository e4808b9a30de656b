import type { NewsPage } from '$lib/api/types';

export interface Unread {
  count: number;
  /** There may be more of them further down. */
  more: boolean;
}

/** How much of the first page is unread; where its last item is too, and the list goes on, there may be more. */
export function unreadOf(page: Pick<NewsPage, 'items' | 'next_cursor'> | undefined): Unread {
  const items = page?.items ?? [];
  const goesOn = typeof page?.next_cursor === 'string';
  return {
    count: items.filter(({ read }) => !read).length,
    more: goesOn && items.at(-1)?.read === false,
  };
}
