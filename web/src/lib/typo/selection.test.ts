import { expect, test } from 'vitest';
import { beginning, LONGEST, tidy } from './selection';

test('what is selected becomes one line', () => {
  expect(tidy(' Опе\u00adчатка\n\tв\u00a0слове\u200b ')).toBe('Опечатка в слове');
  expect(tidy('\n ')).toBe('');
});

test('a long selection is cut between characters', () => {
  expect(Array.from(beginning('🏠'.repeat(600)))).toHaveLength(LONGEST);
  expect(beginning('слово')).toBe('слово');
});
