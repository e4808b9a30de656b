import type { Meter } from '$lib/api/types';
import { describe, expect, it } from 'vitest';
import { figures } from './meters';

const meter: Meter = {
  id: '1',
  resource: 'electricity',
  serial: 'ЭМ-720 55018',
  place: 'прихожая',
  unit: 'кВт·ч',
  zones: 2,
  digits: 6,
  verification_due: '2026-11-30',
  verification: 'valid',
  archived_on: null,
  replaced_by: null,
  last: { values: ['10240', '4180.5'], taken_on: null, source: 'installation', consumption: null },
  sent: false,
  compared_with: { values: ['10240', '4180.5'], taken_on: null },
  tariff: null,
  if_missing: { method: 'norm', monthly: null, periods_left: 0 },
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
});
