import { expect, test } from 'vitest';
import { unreadOf } from './unread';

const items = (...marks: boolean[]) =>
  marks.map((read, index) => ({
    id: `${index}`,
    title: 'Новость',
    html: '',
    published_at: '2026-10-20T12:00:00Z',
    pinned: false,
    read,
  }));

test('what is unread on the first page is counted', () => {
  expect(unreadOf(undefined)).toEqual({ count: 0, more: false });
  expect(unreadOf({ items: items(false, true, false), next_cursor: null })).toEqual({
    count: 2,
    more: false,
  });
});

test('a first page that ends unread is not the end of it', () => {
  expect(unreadOf({ items: items(false, false), next_cursor: 'x' })).toEqual({
    count: 2,
    more: true,
  });
  expect(unreadOf({ items: items(false, true), next_cursor: 'x' }).more).toBe(true);
  expect(unreadOf({ items: items(true, true), next_cursor: 'x' }).more).toBe(false);
});
