import { expect, test } from 'vitest';
import { beginning, LONGEST, tidy } from './selection';

test('what is selected becomes one line', () => {
  expect(tidy(' Опе\u00adчатка\n\tв\u00a0слове\u200b ')).toBe('Опечатка в слове');
  for (const blank of ['\n ', '\u3164', '\u2800\u115f', '\u{e0041}\ufff9', '\u200d\ufe0f'])
    expect(tidy(blank)).toBe('');
  expect(tidy('👩\u200d👧')).toBe('👩\u200d👧');
});

test('a long selection is cut between characters', () => {
  expect(Array.from(beginning('🏠'.repeat(600)))).toHaveLength(LONGEST);
  expect(beginning('слово')).toBe('слово');
});
