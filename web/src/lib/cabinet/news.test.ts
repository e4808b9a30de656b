import { expect, test, vi } from 'vitest';
import { News } from './news.svelte';

const { get } = vi.hoisted(() => ({ get: vi.fn() }));

vi.mock('$lib/api/client', () => ({
  api: { GET: get },
  answer: (call: Promise<unknown>) => call,
}));
vi.mock('$lib/api/resource.svelte', () => ({ resourceAside: () => ({ data: undefined }) }));

test('as many headlines are asked for as one answer holds, so that the menu counts all of them', async () => {
  get.mockResolvedValue({ items: [], next_cursor: null });
  await new News({ current: undefined }).page('a1');
  const params = { path: { id: 'a1' }, query: { limit: 50, titles: true } };
  expect(get).toHaveBeenCalledWith('/api/accounts/{id}/news', { params, cache: 'default' });
});
