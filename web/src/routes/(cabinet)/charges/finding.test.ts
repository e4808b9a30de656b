import { describe, expect, it } from 'vitest';
import { findingOf } from './finding';

const plain = (...months: [string, number][]) =>
  findingOf(months.map(([period, total]) => ({ period, total }))).replaceAll(
    /[\u00a0\u202f]/gu,
    ' ',
  );

describe('what the chart shows', () => {
  it('is the most and the least', () => {
    expect(plain(['2026-09', 100_000], ['2026-10', 250_000])).toBe(
      'Больше всего начислено в октябре 2026 — 2 500,00 ₽, меньше всего в сентябре 2026 — 1 000,00 ₽.',
    );
  });

  it('is one sum where all months are alike', () => {
    expect(plain(['2026-09', 100_000], ['2026-10', 100_000])).toBe(
      'Каждый месяц начислено по 1 000,00 ₽.',
    );
  });

  it('of one month says what is not before it, for later months may be closed', () => {
    expect(plain(['2025-10', 100_000])).toBe(
      'В октябре 2025 начислено 1 000,00 ₽. За 11 месяцев до этого закрытых начислений нет.',
    );
  });

  it('of no month is nothing', () => {
    expect(plain()).toBe('');
  });
});
