import type { Movement } from '$lib/api/types';

/** What moved the balance over a span; balances are debts where positive. */
export interface Totals {
  opening: number;
  charged: number;
  recalculated: number;
  penalty: number;
  received: number;
  closing: number;
}

/** The sums of a span; `items` come newest first. */
export function totalsOf(items: Movement[]): Totals {
  const sum = (of: (row: Movement) => number): number =>
    items.reduce((total, row) => total + of(row), 0);
  return {
    opening: items.at(-1)?.opening ?? 0,
    charged: sum(({ charged }) => charged),
    recalculated: sum(({ recalculated }) => recalculated),
    penalty: sum(({ penalty }) => penalty),
    received: sum(({ received }) => received),
    closing: items[0]?.closing ?? 0,
  };
}

const BYTE_ORDER_MARK = '\ufeff';

/** Tables with one row of headings; the mark, which reading a text takes away, tells Excel that it is UTF-8. */
export function joinTables(tables: string[]): string {
  const bare = tables.map((table) => table.replace(BYTE_ORDER_MARK, ''));
  const rows = bare.map((table, index) => (index === 0 ? table : table.replace(/^.*?\r\n/u, '')));
  return BYTE_ORDER_MARK + rows.join('');
}
