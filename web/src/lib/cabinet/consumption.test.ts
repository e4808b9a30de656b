import { describe, expect, it } from 'vitest';
import { consumption, cost, decimal, inWords, thousandths, total } from './consumption';
import { meter } from './meter.example';

describe('a typed reading', () => {
  it('is read with a comma, a point or neither', () => {
    expect([thousandths('128,95'), thousandths('128.950'), thousandths(' 12 8 ')]).toEqual([
      128_950, 128_950, 128_000,
    ]);
  });

  it('is no number until it is one', () => {
    for (const typed of ['', ',', 'сто', '-1', '1,2345', '1e3', '١٢']) {
      expect(thousandths(typed), typed).toBeNull();
    }
  });

  it('is written as the server writes it', () => {
    expect([decimal(5_500), decimal(7), decimal(12_000)]).toEqual(['5.5', '0.007', '12']);
  });
});

describe('the consumption', () => {
  it('is an amount a zone', () => {
    expect(consumption(meter, ['10250', '4181'])).toEqual([10_000, 500]);
    expect(total([10_000, 500])).toBe(10_500);
  });

  it('is unknown while a zone is missing or below the reading before', () => {
    expect(consumption(meter, ['10250', ''])).toBeNull();
    expect(consumption(meter, ['10239', '4181'])).toBeNull();
  });

  it('costs whole roubles, roughly', () => {
    expect(cost([5_500], ['38.42'])).toBe(21_100);
    expect(cost([0], ['38.42'])).toBe(0);
  });

  it('costs what each zone costs, or is not estimated', () => {
    expect(cost([10_000, 500], ['5.4', '3.12'])).toBe(5_600);
    expect(cost([10_000, 500], [])).toBeNull();
  });

  it('names the zones of a reading', () => {
    expect(inWords(['10240', '4180.5'], ['День', 'Ночь'], 'кВт·ч')).toBe(
      'день 10\u202f240\u202fкВт·ч, ночь 4\u202f180,5\u202fкВт·ч',
    );
  });
});
