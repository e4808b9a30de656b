import type { APIRequestContext } from '@playwright/test';
import { load, period, post, reopenIfClosed, type House } from './house';

/** What a resident paid in a month. */
export interface Paid {
  date: string;
  amount: number;
  channel: 'bank' | 'post' | 'cash';
}

const CHARGED = 100_000;

/** So many closed months before the house's own, each paid in part: oldest first, 900 ₽ of 1 000 ₽. */
export async function loadHistory(
  request: APIRequestContext,
  house: House,
  months: number,
): Promise<void> {
  // It ends with nothing, which the house's own month begins with.
  let opening = -months * (CHARGED - 90_000);
  for (let ago = months + 1; ago > 1; ago -= 1) {
    const month = period(ago);
    const row = statement(house.number, opening, {
      date: `${month}-10`,
      amount: 90_000,
      channel: 'bank',
    });
    await reopenIfClosed(request, month);
    await load(request, `periods/${month}/statements`, [row]);
    await post(request, `periods/${month}/close`, {});
    opening += CHARGED - 90_000;
  }
}

function statement(account: string, opening: number, paid: Paid): object {
  const closing = opening + CHARGED - paid.amount;
  return {
    account,
    opening,
    lines: [
      {
        service: 'upkeep',
        name: 'Содержание жилого помещения',
        unit: 'м²',
        individual_volume: '64',
        odn_volume: '0',
        tariff: '15.625',
        base: CHARGED,
        recalculations: [],
        privilege: 0,
        total: CHARGED,
      },
    ],
    penalty: 0,
    payments: [paid],
    closing,
    to_pay: Math.max(closing, 0),
  };
}
