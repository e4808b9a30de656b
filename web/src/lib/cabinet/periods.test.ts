import { expect, it, vi } from 'vitest';
import type { PeriodItem } from '$lib/api/types';
import { shownPeriod, wasClosed } from './periods';

vi.mock('$lib/api/client', () => ({}));

const months: PeriodItem[] = [
  { period: '2026-11', status: 'open', reopened: false, due_date: '2026-12-10' },
  { period: '2026-10', status: 'closed', reopened: false, total: 5, due_date: '2026-11-10' },
  { period: '2026-09', status: 'open', reopened: true, due_date: '2026-10-10' },
];

function shown(query: string, items = months): string | undefined {
  return shownPeriod(new URL(`https://kabinet.example/charges${query}`), items);
}

it('shows the month that the address names', () => {
  expect(shown('?period=2024-02')).toBe('2024-02');
});

it.each(['', '?period=', '?period=2026-13', '?period=2026-1', '?period=%00', '?period=octobre'])(
  'shows the latest closed one where it names none: %s',
  (query) => {
    expect(shown(query)).toBe('2026-10');
  },
);

it('shows none where there is none', () => {
  expect(shown('?period=2026-13', [])).toBeUndefined();
});

it.each([
  ['2026-11', false],
  ['2026-10', true],
  ['2026-09', true],
  ['2020-01', false],
])('tells whether %s was closed before: %s', (period, expected) => {
  expect(wasClosed(period, months)).toBe(expected);
});
