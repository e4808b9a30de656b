import { describe, expect, it } from 'vitest';
import { chosen, parts, presetSpan } from './span';

const closed = ['2026-10', '2026-09', '2026-08', '2026-07'];

describe('a preset', () => {
  it('shows so many closed months and the open one after them', () => {
    expect(presetSpan('3', closed, '2026-11')).toEqual({ from: '2026-08', to: '2026-11' });
    expect(presetSpan('12', closed, '2026-11')).toEqual({ from: '2025-11', to: '2026-11' });
  });

  it('of everything begins with the first month', () => {
    expect(presetSpan('all', closed, '2026-11')).toEqual({ from: '2026-07', to: '2026-11' });
  });

  it('ends with the newest month where that was closed ahead of time', () => {
    expect(presetSpan('3', closed, '2026-09').to).toBe('2026-10');
  });

  it('before the first closing is the month of today', () => {
    expect(presetSpan('all', [], '2026-11')).toEqual({ from: '2026-11', to: '2026-11' });
  });
});

describe('an address', () => {
  it('names a preset or a span', () => {
    expect(chosen(new URLSearchParams('span=6'))).toBe('6');
    expect(chosen(new URLSearchParams('from=2026-01&to=2026-03'))).toEqual({
      from: '2026-01',
      to: '2026-03',
    });
  });

  it.each([
    '',
    'span=7',
    'from=2026-03',
    'from=2026-03&to=2026-01',
    'from=2026-13&to=2027-01',
    'from=0001-01&to=9999-12',
  ])('is passed over otherwise: %s', (query) => {
    expect(chosen(new URLSearchParams(query))).toBeUndefined();
  });
});

describe('a long span', () => {
  it('is asked for in parts of three years', () => {
    expect(parts({ from: '2020-01', to: '2026-11' })).toEqual([
      { from: '2020-01', to: '2020-11' },
      { from: '2020-12', to: '2023-11' },
      { from: '2023-12', to: '2026-11' },
    ]);
    expect(parts({ from: '2023-12', to: '2026-11' })).toHaveLength(1);
  });
});
