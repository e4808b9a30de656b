import { answer, api, done } from '$lib/api/client';
import { resourceAside } from '$lib/api/resource.svelte';
import type { NewsItem, NewsPage } from '$lib/api/types';
import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { Cabinet } from './cabinet.svelte';
import { unreadOf, type Unread } from './unread';

/** How much of the news is known everywhere in the cabinet: what the menu counts and the first page shows. The most that a page has. */
const FIRST = 50;

/** News of the account that is looked at. */
export class News {
  readonly first;
  /** What was read on this page: an answer of before, kept by the browser or by a copy of the store, must not take it back. */
  readonly #seen = new SvelteSet<string>();
  /** The browser keeps an answer for a minute; what was just read makes it ask anew. */
  #cache: RequestCache = 'default';

  constructor(cabinet: Pick<Cabinet, 'current'>) {
    const account = $derived(cabinet.current?.id);
    this.first = resourceAside(
      () => account,
      (of) => this.#load(of),
    );
  }

  /** How many are unread: counted on the first page, and «or more» where it ends in one that is unread too. */
  get unread(): Unread {
    return unreadOf(this.first.data);
  }

  /**
   * Remembers that the person has read it; a failure is no matter, the mark stays for the next time. What the server has as read
   * may stand unread in the list here: another tab has opened it.
   */
  read = async (account: string, { id, read }: NewsItem): Promise<void> => {
    if (!read && !(await marked(account, id))) return;
    this.#seen.add(id);
    const listed = this.first.data?.items.find((item) => item.id === id);
    if (read && listed?.read !== false) return;
    this.#cache = 'reload';
    await this.first.reload();
    this.#cache = 'default';
  };

  async #load(account: string | undefined): Promise<NewsPage> {
    if (account === undefined) return { items: [], next_cursor: null };
    return this.page(account, undefined, this.#cache);
  }

  /** A page of headlines, with the marks of what was read meanwhile. */
  page = async (account: string, cursor?: string, cache?: RequestCache): Promise<NewsPage> => {
    const page = await loadNews(account, cursor, cache);
    const items = page.items.map((item) => ({
      ...item,
      read: item.read || this.#seen.has(item.id),
    }));
    return { ...page, items };
  };
}

/** Whether the server knows now that it was read. */
async function marked(account: string, news: string): Promise<boolean> {
  const params = { path: { id: account, news } };
  const call = done(api.POST('/api/accounts/{id}/news/{news}/read', { params }));
  return call.then(
    () => true,
    () => false,
  );
}

async function loadNews(
  account: string,
  cursor?: string,
  cache: RequestCache = 'default',
): Promise<NewsPage> {
  // Headlines and marks are all that lists and the menu show: texts may be a megabyte.
  const query = { limit: FIRST, titles: true, ...(cursor !== undefined && { cursor }) };
  const params = { path: { id: account }, query };
  return answer(api.GET('/api/accounts/{id}/news', { params, cache }));
}

export const [useNews, provideNews] = createContext<News>();
