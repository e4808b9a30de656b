import { expect, it } from 'vitest';
import { inMonth, monthName, ofMonth, shortMonth } from './month-names';

const MONTHS = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`);

function named(month: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('ru-RU', { ...options, timeZone: 'UTC' }).format(
    new Date(`${month}-01`),
  );
}

it('names months as Russian does', () => {
  for (const month of MONTHS) {
    expect(monthName(month)).toBe(named(month, { month: 'long' }));
    expect(`1 ${ofMonth(month)}`).toBe(named(month, { day: 'numeric', month: 'long' }));
  }
});

it('declines and shortens them', () => {
  expect(['2026-03', '2026-05', '2026-08', '2026-09'].map(inMonth)).toEqual([
    'марте',
    'мае',
    'августе',
    'сентябре',
  ]);
  expect(shortMonth('2026-06-30')).toBe('июн');
});
