import { beforeEach, describe, expect, it } from 'vitest';
import { dropAll } from './draft';
import { endIntent, intentKey } from './intent';

/** A store of its own for each test. */
class Drawer implements Storage {
  readonly #items = new Map<string, string>();
  [name: string]: unknown;

  get length(): number {
    return this.#items.size;
  }

  clear(): void {
    this.#items.clear();
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
}

const NOW = 1_000_000;
const HOUR = 3_600_000;
let store: Drawer;

beforeEach(() => {
  store = new Drawer();
});

describe('the key of an intent', () => {
  it('stays while the request is the same', () => {
    const key = intentKey('a', { amount: 100 }, store, NOW);
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(intentKey('a', { amount: 100 }, store, NOW + HOUR)).toBe(key);
  });

  it('changes with the request and its name', () => {
    const keys = [
      intentKey('a', { amount: 100 }, store, NOW),
      intentKey('a', { amount: 101 }, store, NOW),
      intentKey('a', { amount: 101, email: 'a@example.ru' }, store, NOW),
      intentKey('b', { amount: 101, email: 'a@example.ru' }, store, NOW),
    ];
    expect(new Set(keys).size).toBe(4);
  });

  it('is new after the deed has ended and after half a day', () => {
    const key = intentKey('a', { amount: 100 }, store, NOW);
    expect(intentKey('a', { amount: 100 }, store, NOW + 12 * HOUR)).not.toBe(key);
    const later = intentKey('a', { amount: 100 }, store, NOW + 13 * HOUR);
    endIntent('a', store);
    expect(intentKey('a', { amount: 100 }, store, NOW + 13 * HOUR)).not.toBe(later);
  });

  it('goes with the drafts when the person leaves', () => {
    const key = intentKey('a', { amount: 100 }, store, NOW);
    dropAll([Object.assign(store, { 'draft:intent-a': 'seen by Object.keys' })]);
    expect(intentKey('a', { amount: 100 }, store, NOW)).not.toBe(key);
  });

  it.each(['', '{', '1', '{"key":1}'])(
    'is new where the store holds something else: %s',
    (text) => {
      store.setItem('draft:intent-a', text);
      expect(intentKey('a', { amount: 100 }, store, NOW)).toMatch(/^[0-9a-f]{32}$/);
    },
  );
});
