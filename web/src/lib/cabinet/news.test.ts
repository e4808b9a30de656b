import { beforeEach, expect, test, vi } from 'vitest';
import type { NewsItem, NewsPage } from '$lib/api/types';
import { News } from './news.svelte';

const { get, post, first } = vi.hoisted(() => ({
  get: vi.fn(),
  post: vi.fn(),
  first: { data: undefined as NewsPage | undefined, reload: vi.fn() },
}));

vi.mock('$lib/api/client', () => ({
  api: { GET: get, POST: post },
  answer: (call: Promise<unknown>) => call,
  done: (call: Promise<unknown>) => call,
}));
vi.mock('$lib/api/resource.svelte', () => ({ resourceAside: () => first }));

const headline = (id: string, read: boolean): NewsItem => ({
  id,
  title: id,
  html: '',
  published_at: '2026-01-01T00:00:00Z',
  pinned: false,
  read,
});
const pageOf = (...items: NewsItem[]): NewsPage => ({ items, next_cursor: null });

beforeEach(() => {
  vi.resetAllMocks();
  first.data = undefined;
});

test('as many headlines are asked for as one answer holds, so that the menu counts all of them', async () => {
  get.mockResolvedValue({ items: [], next_cursor: null });
  await new News({ current: undefined }).page('a1');
  const params = { path: { id: 'a1' }, query: { limit: 50, titles: true } };
  expect(get).toHaveBeenCalledWith('/api/accounts/{id}/news', { params, cache: 'default' });
});

test('what was read in another tab counts as read here too, once the server says so', async () => {
  const news = new News({ current: undefined });
  first.data = pageOf(headline('n1', false));
  await news.read('a1', headline('n1', true));
  expect(post).not.toHaveBeenCalled();
  expect(first.reload).toHaveBeenCalledOnce();
  get.mockResolvedValue(pageOf(headline('n1', false)));
  expect((await news.page('a1')).items[0]?.read).toBe(true);
});

test('what the list shows as read already is not asked for again', async () => {
  first.data = pageOf(headline('n1', true));
  await new News({ current: undefined }).read('a1', headline('n1', true));
  expect(first.reload).not.toHaveBeenCalled();
});
