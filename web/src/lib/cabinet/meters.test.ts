import { describe, expect, it } from 'vitest';
import { meter } from './meter.example';
import { figures } from './meters';

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
