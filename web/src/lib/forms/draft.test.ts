import { beforeEach, describe, expect, it } from 'vitest';
import { drop, keep, recall, type Draft } from './draft';

const empty = { login: '', agreed: false, password: '' };
const draft: Draft<typeof empty> = { name: 'register', fields: ['login', 'agreed'] };
const typed = { login: 'ivanov', agreed: true, password: 'Solnce_27' };

let storage: Map<string, string> & Parameters<typeof keep>[2];

beforeEach(() => {
  const kept = new Map<string, string>();
  storage = Object.assign(kept, {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

describe('a draft', () => {
  it('brings back what was typed', () => {
    keep(typed, draft, storage);
    expect(recall(empty, draft, storage)).toEqual({ login: 'ivanov', agreed: true, password: '' });
  });

  it('holds no field that is not listed', () => {
    keep(typed, draft, storage);
    expect([...storage.values()].join()).not.toContain(typed.password);
  });

  it('is gone once it was sent', () => {
    keep(typed, draft, storage);
    drop(draft, storage);
    expect(recall(empty, draft, storage)).toEqual(empty);
  });

  it('of another shape is not trusted', () => {
    for (const text of ['{"login": 1}', '[]', 'null', '{', '"login"']) {
      storage.setItem('draft:register', text);
      expect(recall(empty, draft, storage), text).toEqual(empty);
    }
  });
});
