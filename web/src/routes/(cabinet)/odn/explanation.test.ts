import type { CommonNeedsItem } from '$lib/api/types';
import { describe, expect, it } from 'vitest';
import { comparison, explanation, minus } from './explanation';

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

  it.each(['carried', 'subtracted_by_area', 'subtracted_by_residents'] as const)(
    'blames the meters of the flats for a negative volume only where they alone show more: %s',
    (which) => {
      const negative = { ...house, volume: '-20', applied_volume: '0', case: which };
      const byMeters = 'Квартирные счётчики показали больше, чем общедомовой.';
      const byAll = 'Из показаний общедомового счётчика вычтено больше, чем он показал.';
      const said = (individual: string) => explanation({ ...negative, individual });
      expect(said('820').startsWith(`${byAll} `)).toBe(true);
      expect(said('1000.00').startsWith(`${byAll} `)).toBe(true);
      expect(said('1000.001').startsWith(`${byMeters} `)).toBe(true);
    },
  );

  it('speaks of the norm only where there is one', () => {
    expect(explanation(house)).toContain('не применяется');
    expect(explanation({ ...house, cap: '120' })).toContain('не больше норматива');
  });
});

describe('the comparison', () => {
  const compared = (charged?: CommonNeedsItem['charged']) =>
    comparison(charged === undefined ? house : { ...house, charged });

  it('tells the share alone where the service was not charged, and blames nobody', () => {
    for (const charged of [null, undefined]) {
      const { lead, note, differs } = compared(charged);
      expect(lead).toContain('Ваша доля по расчёту — 1,25');
      expect(note).toBe('В ваших начислениях за этот месяц такой услуги нет.');
      expect(differs).toBe(false);
    }
  });

  it('says nothing more of what was charged by the calculation', () => {
    expect(compared({ volume: '1.25', amount: 5000, differs: false }).note).toBeUndefined();
  });

  it('tells rounding from what is charged otherwise', () => {
    const rounded = compared({ volume: '1.251', amount: 5004, differs: false });
    expect(rounded.note).toContain('доля округлена');
    const other = compared({ volume: '2', amount: 8000, differs: true });
    expect(other.note).toContain('Начислено не по этому расчёту');
    expect(other.differs).toBe(true);
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
