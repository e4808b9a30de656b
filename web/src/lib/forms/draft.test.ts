import { beforeEach, describe, expect, it } from 'vitest';
import { drop, keep, recall, type Draft } from './draft';

const empty = { login: '', agreed: false, password: '' };
const draft: Draft<typeof empty> = { name: 'register', fields: ['login', 'agreed'] };
const typed = { login: 'ivanov', agreed: true, password: 'Solnce_27' };

let storage: Map<string, string> & Parameters<typeof keep>[3];

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
    keep(typed, empty, draft, storage);
    expect(recall(empty, draft, storage)).toEqual({ login: 'ivanov', agreed: true, password: '' });
  });

  it('holds no field that is not listed', () => {
    keep(typed, empty, draft, storage);
    expect([...storage.values()].join()).not.toContain(typed.password);
  });

  it('is gone once it was sent', () => {
    keep(typed, empty, draft, storage);
    drop(draft, storage);
    expect(recall(empty, draft, storage)).toEqual(empty);
  });

  it('of another shape is not trusted', () => {
    for (const text of ['{"login": 1}', '[]', 'null', '{', '"login"', '{"$first": 1}']) {
      storage.setItem('draft:register', text);
      expect(recall(empty, draft, storage), text).toEqual(empty);
    }
  });
});

describe('a draft of a form that proposes something', () => {
  const proposes = (login: string) => ({ ...empty, login });

  it('yields to another proposal: what was kept belonged to the one before', () => {
    keep(proposes('ivanov'), proposes('ivanov'), draft, storage);
    expect(recall(proposes('petrov'), draft, storage).login).toBe('petrov');
    keep(proposes('sidorov'), proposes('ivanov'), draft, storage);
    expect(recall(proposes('petrov'), draft, storage).login).toBe('petrov');
  });

  it('holds against the same one, also where it was emptied', () => {
    keep(proposes('sidorov'), proposes('ivanov'), draft, storage);
    expect(recall(proposes('ivanov'), draft, storage).login).toBe('sidorov');
    keep(proposes(''), proposes('ivanov'), draft, storage);
    expect(recall(proposes('ivanov'), draft, storage).login).toBe('');
  });

  it('holds where nothing is proposed any more, as after a reload', () => {
    keep(proposes('ivanov'), proposes('ivanov'), draft, storage);
    expect(recall(empty, draft, storage).login).toBe('ivanov');
  });

  it('keeps its other fields beside another proposal', () => {
    keep({ ...typed, login: 'ivanov' }, proposes('ivanov'), draft, storage);
    expect(recall(proposes('petrov'), draft, storage)).toMatchObject({
      login: 'petrov',
      agreed: true,
    });
  });

  it('of an earlier shape, which does not tell what was proposed, fills only what is empty', () => {
    storage.setItem('draft:register', '{"login": "ivanov", "agreed": true}');
    expect(recall(proposes('petrov'), draft, storage)).toMatchObject({
      login: 'petrov',
      agreed: true,
    });
  });
});
