import type { Movement } from '$lib/api/types';
import { describe, expect, it } from 'vitest';
import { joinTables, totalsOf } from './totals';

function row(period: string, opening: number, charged: number, received: number): Movement {
  const closing = opening + charged - 100 + 5 - received;
  return {
    period,
    opening,
    charged,
    recalculated: -100,
    penalty: 5,
    received,
    closing,
    payments: [],
  };
}

describe('the totals of a span', () => {
  it('go from its first opening to its last closing, and the balance holds', () => {
    const first = row('2026-08', 1000, 500, 0);
    const second = row('2026-09', first.closing, 700, 900);
    const totals = totalsOf([second, first]);
    expect(totals).toEqual({
      opening: 1000,
      charged: 1200,
      recalculated: -200,
      penalty: 10,
      received: 900,
      closing: second.closing,
    });
  });

  it('are left out where its rows do not explain the balance', () => {
    const first = row('2026-07', 1000, 500, 0);
    const third = row('2026-09', first.closing + 1, 700, 900);
    expect(totalsOf([third, first])).toBeUndefined();
  });

  it('are left out where breaks between its rows cancel out', () => {
    const first = row('2026-06', 1000, 500, 0);
    const second = row('2026-07', first.closing + 300, 0, 0);
    const third = row('2026-08', second.closing - 300, 0, 0);
    expect(totalsOf([third, second, first])).toBeUndefined();
  });

  it('of nothing are nothing', () => {
    expect(Object.values(totalsOf([]) ?? {})).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('tables of several parts', () => {
  const table = (...rows: string[]): string => rows.map((row) => `${row}\r\n`).join('');
  const HEADINGS = 'Период;Было;Начислено;Стало;Платежи';

  it('are one with a mark, one row of headings and one of totals', () => {
    const first = table(HEADINGS, '1;0,00;-0,05;-0,05;', 'Всего;0,00;-0,05;-0,05;');
    const second = table(HEADINGS, '2;-0,05;100,10;100,05;', 'Всего;-0,05;100,10;100,05;');
    expect(joinTables([`\ufeff${first}`, second])).toBe(
      `\ufeff${table(
        HEADINGS,
        '1;0,00;-0,05;-0,05;',
        '2;-0,05;100,10;100,05;',
        'Всего;0,00;100,05;100,05;',
      )}`,
    );
  });

  it('have no totals where one part has none, or they do not go on from each other', () => {
    const first = table(HEADINGS, '1;0,00;1,00;1,00;', 'Всего;0,00;1,00;1,00;');
    const apart = table(HEADINGS, '2;2,00;1,00;3,00;', 'Всего;2,00;1,00;3,00;');
    const none = table(HEADINGS, '2;1,00;1,00;3,00;', 'Всего;;;;Нет итогов');
    for (const second of [apart, none]) {
      const last = joinTables([first, second]).trimEnd().split('\r\n').at(-1);
      expect(last).toMatch(/^Всего;;;;Итоги не посчитаны/u);
    }
  });

  it('have no totals where breaks between their months cancel out', () => {
    const first = table(HEADINGS, '1;0,00;1,00;1,00;', '2;5,00;1,00;6,00;', '3;2,00;1,00;3,00;');
    const parts = [`${first}Всего;0,00;3,00;3,00;\r\n`, table(HEADINGS)];
    expect(joinTables(parts)).toContain('Всего;;;;Итоги не посчитаны');
  });

  it('of which some are empty have the totals of the others', () => {
    const rows = [HEADINGS, '2;0,00;-0,99;-0,99;', 'Всего;0,00;-0,99;-0,99;'];
    expect(joinTables([table(HEADINGS), table(...rows)])).toBe(`\ufeff${table(...rows)}`);
    expect(joinTables([table(HEADINGS)])).toBe(`\ufeff${table(HEADINGS)}`);
  });
});
