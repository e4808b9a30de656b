import { describe, expect, it } from 'vitest';
import { rules, strength } from './password';

function broken(...args: Parameters<typeof rules>): string[] {
  return rules(...args).flatMap(({ name, held }) => (held ? [] : [name]));
}

describe('a historic password', () => {
  it('has six to sixteen characters', () => {
    expect(broken('historic', 'дом-3', '')).toEqual(['length']);
    expect(broken('historic', 'дом-35', '')).toEqual([]);
    expect(broken('historic', 'abcdfghijk-35-mn', '')).toEqual([]);
    expect(broken('historic', 'abcdfghijk-35-mno', '')).toEqual(['length']);
  });

  it('is of letters, digits and twelve marks', () => {
    expect(broken('historic', 'Ёж7!@#$%^_.-*&;', '')).toEqual([]);
    for (const password of ['дом 35-7', 'dom(35)7', 'дом٣٥٧-к', 'dom"35-7']) {
      expect(broken('historic', password, ''), password).toEqual(['characters']);
    }
  });

  it('is measured as the server measures it, composed', () => {
    expect(broken('historic', 'и\u0306од-35', '')).toEqual([]);
    expect(broken('historic', 'и\u0306од-3', '')).toEqual(['length']);
  });
});

describe('a modern password', () => {
  it('has 8 to 128 of any characters', () => {
    expect(broken('modern', 'три слова🙂', '')).toEqual([]);
    expect(broken('modern', 'дом-357', '')).toEqual(['length']);
    expect(broken('modern', 'a'.repeat(129), '')).toEqual(['length']);
  });
});

describe('under both policies', () => {
  it('the login is no password', () => {
    expect(broken('historic', 'pETROVA', ' Petrova ')).toEqual(['login']);
    expect(broken('modern', 'Petrova-5', 'petrova-5')).toEqual(['login']);
  });

  it('nothing is held before anything is typed', () => {
    expect(broken('historic', '', 'petrova')).toEqual(['length', 'characters', 'login']);
  });

  it('nothing is said of a login that is not known', () => {
    for (const login of ['', ' ']) {
      const names = rules('historic', 'дом-35', login).map(({ name }) => name);
      expect(names).toEqual(['length', 'characters']);
      expect(rules('modern', 'дом-35-7', login).map(({ name }) => name)).toEqual(['length']);
    }
  });
});

describe('the strength of a password', () => {
  it('grows with its length and its kinds of characters', () => {
    expect(strength('')).toBe('weak');
    expect(strength('zhurav')).toBe('weak');
    expect(strength('zhuravl-7')).toBe('fair');
    expect(strength('Gr8-zhuravl_Oka')).toBe('strong');
  });

  it('is never strong where all of it is one word with digits and marks about it', () => {
    for (const password of [
      'Password2024!',
      '2024!Password',
      '!!Password2024!!',
      'PaSsWoRd2024!',
      'Administrator77',
      'Достопримечат64!',
      'И\u0306однокальций-2024',
    ]) {
      expect(strength(password), password).toBe('fair');
    }
  });

  it('is strong with two words, or with something between the letters', () => {
    for (const password of ['Зима-берёза-64', 'Pass4word-2024!', 'xq7Lz#tV9m']) {
      expect(strength(password), password).toBe('strong');
    }
  });

  it('is not grown by repeating and counting', () => {
    expect(strength('aaaaaaaaaaaaaaaa')).toBe('weak');
    expect(strength('1234567890123456')).toBe('weak');
    expect(strength('abcdefghijklmnop')).toBe('weak');
  });
});
