import type { Line, MonthCharges, Statement } from '$lib/api/types';
import { amount } from '$lib/format';
import { describe, expect, it } from 'vitest';
import { rowsOf, stepsOf, type ServiceRow } from './statement';

function line(service: string, base: number, recalculated: number[] = [], privilege = 0): Line {
  const recalculations = recalculated.map((sum) => ({
    period: '2026-09',
    amount: sum,
    reason: '<b>«причина»</b>',
  }));
  return {
    service,
    name: service,
    unit: 'м³',
    individual_volume: '0',
    odn_volume: '0',
    tariff: '0',
    base,
    recalculations,
    privilege,
    total: base + recalculated.reduce((sum, one) => sum + one, 0) + privilege,
  };
}

function statement(lines: Line[], opening = 0, penalty = 0, payments: number[] = []): Statement {
  const sum = (of: number[]): number => of.reduce((before, one) => before + one, 0);
  const recalculated = sum(lines.flatMap((one) => one.recalculations.map((each) => each.amount)));
  const closing = opening + sum(lines.map((one) => one.total)) + penalty - sum(payments);
  return {
    account: '100200300',
    period: '2026-10',
    status: 'closed',
    version: 1,
    closed_at: '2026-11-03T12:00:00Z',
    corrected: false,
    by_instalments: false,
    due_date: '2026-11-15',
    opening,
    lines,
    penalty,
    payments: payments.map((one) => ({
      id: null,
      date: '2026-10-10',
      amount: one,
      channel: 'bank',
    })),
    closing,
    to_pay: Math.max(closing, 0),
    charged: sum(lines.map((one) => one.base)),
    recalculated,
    privileges: sum(lines.map((one) => one.privilege)),
    paid: sum(payments),
  };
}

const HOSTILE: Record<string, Statement> = {
  'the published receipt': statement(
    [line('hot-water', 94_005), line('hot-water-soi', -21_024, [18_705])],
    0,
    463,
  ),
  'nothing at all': statement([line('free', 0)]),
  'an overpayment': statement([line('a', 100)], -5_000_00, 0, [1]),
  'negative totals and money given back': statement([line('a', -7, [-1, 2], -3)], 1, 0, [-9]),
  'two lines of one service': statement([line('a', 1), line('a', 2)]),
  'the largest amounts': statement(
    [line('a', 9_999_999_999_999, [-1])],
    -9_999_999_999_998,
    1,
    [3],
  ),
  'twenty services and thirty recalculations': statement(
    Array.from({ length: 20 }, (_, index) =>
      line(
        `s${index.toString()}`,
        index * 33,
        Array.from({ length: 30 }, () => -index),
        -index,
      ),
    ),
    12_345,
    678,
    [1, 2, 3],
  ),
};

/** Kopecks as the screen shows them, read back. */
function shown(kopecks: number): number {
  const text = amount(kopecks).replace(/\s/gu, '').replace('−', '-').replace(',', '');
  return Number(text);
}

describe.each(Object.entries(HOSTILE))('%s', (_, month) => {
  it('adds up on the screen from the opening to the closing', () => {
    const steps = stepsOf(month).reduce((sum, step) => sum + shown(step.amount), 0);
    expect(shown(month.opening) + steps).toBe(shown(month.closing));
  });

  it('adds up on the screen in every line and in the last row', () => {
    const rows = rowsOf(month, undefined);
    for (const row of rows) {
      expect(shown(row.base) + shown(row.recalculated) + shown(row.privilege)).toBe(
        shown(row.total),
      );
    }
    const total = rows.reduce((sum, row) => sum + shown(row.total), 0);
    expect(total).toBe(shown(month.charged + month.recalculated + month.privileges));
  });
});

describe('the month before', () => {
  const before: MonthCharges = {
    period: '2026-09',
    charged: 900,
    recalculated: 0,
    privileges: 0,
    total: 900,
    penalty: 0,
    to_pay: 900,
    services: [
      { service: 'a', name: 'А', total: 300 },
      { service: 'lift', name: 'Лифт', total: 600 },
      { service: 'free', name: 'Даром', total: 0 },
    ],
  };
  const sum = (rows: ServiceRow[]): number => rows.reduce((all, row) => all + row.before, 0);

  it('stands beside its service, once, and adds up although a service is gone', () => {
    const rows = rowsOf(statement([line('a', 1), line('a', 2), line('b', 3)]), before);
    expect(rows.map((row) => row.before)).toEqual([300, 0, 0, 600]);
    expect(sum(rows)).toBe(before.total);
    expect(rows.at(-1)).toMatchObject({ name: 'Лифт', line: undefined, total: 0 });
  });

  it('is nothing where there is none', () => {
    expect(sum(rowsOf(statement([line('a', 1)]), undefined))).toBe(0);
  });
});
