import type { CommonNeedsItem } from '$lib/api/types';
import { describe, expect, it } from 'vitest';
import { explanation, minus } from './explanation';

const house: CommonNeedsItem = {
  service: 'cold-water',
  name: 'Холодное водоснабжение',
  unit: 'м³',
  house_volume: '1000',
  individual: '750',
  by_norm: '100',
  non_residential: '50',
  other: '0',
  volume: '100',
  cap: null,
  applied_volume: '100',
  case: 'measured',
  area_total: '4000',
  area: '50',
  share: '1.25',
  tariff: '40',
  amount: 5000,
  formula: '',
};

describe('the explanation', () => {
  it('tells the excess over the norm', () => {
    const capped = { ...house, cap: '12', applied_volume: '12', case: 'capped' as const };
    expect(explanation(capped)).toContain('88\u202fм³');
  });

  it('tells the volume that is carried without its sign', () => {
    const carried = { ...house, volume: '-50', applied_volume: '0', case: 'carried' as const };
    expect(explanation(carried)).toContain('50\u202fм³');
    expect(explanation(carried)).not.toContain('−');
  });

  it('speaks of the norm only where there is one', () => {
    expect(explanation(house)).toContain('не применяется');
    expect(explanation({ ...house, cap: '120' })).toContain('не больше норматива');
  });
});

describe('the difference of decimals', () => {
  it('is exact', () => {
    expect(minus('0.3', '0.1')).toBe('0.2');
    expect(minus('100', '12')).toBe('88');
    expect(minus('1.5', '1.500')).toBe('0');
    expect(minus('-1.2', '0.05')).toBe('-1.25');
    expect(minus('100', '0.5')).toBe('99.5');
  });
});
