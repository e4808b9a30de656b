import { expect, it } from 'vitest';
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

const file = { id: 'u1', name: 'кухня.jpg', size: 3 };

it('files that have arrived wait for their message, and for no other', () => {
  const store = storage();
  keepFiles('appeal-1', [file], store);
  expect(recallFiles('appeal-1', store)).toEqual([file]);
  expect(recallFiles('appeal-2', store)).toEqual([]);
  keepFiles('appeal-1', [], store);
  expect(store.length).toBe(0);
});

it('what others have written there is not trusted', () => {
  for (const text of ['', '{', '{}', '[1, null, {"id": 1}]']) {
    const store = storage();
    store.setItem('draft:files-a', text);
    expect(recallFiles('a', store), text).toEqual([]);
  }
});
