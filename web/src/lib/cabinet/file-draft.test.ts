import { expect, it, vi } from 'vitest';
import { keepFiles, recallFiles } from './file-draft';

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => {
      kept.clear();
    },
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}

const HOUR = 60 * 60 * 1000;
const file = { id: 'u1', name: 'кухня.jpg', size: 3 };

it('files that have arrived wait for their message, and for no other', () => {
  const store = storage();
  keepFiles('appeal-1', [file], store);
  expect(recallFiles('appeal-1', store)).toEqual([file]);
  expect(recallFiles('appeal-2', store)).toEqual([]);
  keepFiles('appeal-1', [], store);
  expect(store.length).toBe(0);
});

it('files that the server has forgotten are no part of it', () => {
  vi.useFakeTimers({ now: 0 });
  const store = storage();
  keepFiles('appeal-1', [file], store);
  vi.setSystemTime(20 * HOUR);
  keepFiles('appeal-1', [file, { ...file, id: 'u2' }], store);
  vi.setSystemTime(24 * HOUR);
  expect(recallFiles('appeal-1', store).map(({ id }) => id)).toEqual(['u2']);
  vi.useRealTimers();
});

it('what others have written there is not trusted', () => {
  for (const text of ['', '{', '{}', '[1, null, {"id": 1}]']) {
    const store = storage();
    store.setItem('draft:files-a', text);
    expect(recallFiles('a', store), text).toEqual([]);
  }
});
