import type { Meter } from '$lib/api/types';
import { describe, expect, it } from 'vitest';
import { figures, verification } from './meters';

const meter: Meter = {
  id: '1',
  resource: 'electricity',
  serial: 'ЭМ-720 55018',
  place: 'прихожая',
  unit: 'кВт·ч',
  zones: 2,
  digits: 6,
  verification_due: '2026-11-30',
  last: { values: ['10240', '4180.5'], taken_on: null, source: 'installation' },
};

describe('a meter', () => {
  it('shows a figure a zone, with the unit', () => {
    expect(figures(meter)).toEqual([
      { zone: 'День', value: '10\u202f240\u202fкВт·ч' },
      { zone: 'Ночь', value: '4\u202f180,5\u202fкВт·ч' },
    ]);
  });

  it('of one zone names no zone', () => {
    const last = { ...meter.last, values: ['214.350'] };
    expect(figures({ ...meter, zones: 1, unit: 'м³', last })).toEqual([
      { zone: '', value: '214,350\u202fм³' },
    ]);
  });

  it('is overdue on the day after its verification was due', () => {
    expect(verification(meter, '2026-12-01')).toBe('overdue');
    expect(verification(meter, '2026-11-30')).toBe('soon');
  });

  it('is due soon from two months before', () => {
    expect(verification(meter, '2026-09-30')).toBe('soon');
    expect(verification(meter, '2026-09-29')).toBe('valid');
    expect(verification({ ...meter, verification_due: '2027-02-28' }, '2026-12-31')).toBe('soon');
  });
});
