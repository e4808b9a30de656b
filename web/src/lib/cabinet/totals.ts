import type { Movement } from '$lib/api/types';
import { payments } from '$lib/messages';

/** What moved the balance over a span; balances are debts where positive. */
export interface Totals {
  opening: number;
  charged: number;
  recalculated: number;
  penalty: number;
  received: number;
  closing: number;
}

/**
 * The sums of a span; `items` come newest first. Nothing where they do not explain the balance: a month between them is
 * reopened, or one does not begin with what the one before it ended with, even where such breaks cancel out.
 */
export function totalsOf(items: Movement[]): Totals | undefined {
  const sum = (of: (row: Movement) => number): number =>
    items.reduce((total, row) => total + of(row), 0);
  const totals = {
    opening: items.at(-1)?.opening ?? 0,
    charged: sum(({ charged }) => charged),
    recalculated: sum(({ recalculated }) => recalculated),
    penalty: sum(({ penalty }) => penalty),
    received: sum(({ received }) => received),
    closing: items[0]?.closing ?? 0,
  };
  return goOn(items.toReversed()) && holds(totals) ? totals : undefined;
}

/** Each begins with what the one before it ended with; the oldest comes first. */
function goOn<Balance>(spans: { opening: Balance; closing: Balance }[]): boolean {
  return spans.every(({ opening }, index) => {
    const before = spans[index - 1];
    return before === undefined || before.closing === opening;
  });
}

function holds({ opening, charged, recalculated, penalty, received, closing }: Totals): boolean {
  return opening + charged + recalculated + penalty - received === closing;
}

const BYTE_ORDER_MARK = '\ufeff';

const END_OF_ROW = '\r\n';

/**
 * Tables of parts of a span, oldest first, as one: each has a row of headings and, where it has any rows, its totals as the
 * last of them. The mark, which reading a text takes away, tells Excel that it is UTF-8.
 */
export function joinTables(tables: string[]): string {
  const parts = tables.map((table) =>
    table
      .replace(BYTE_ORDER_MARK, '')
      .split(END_OF_ROW)
      .filter((row) => row !== ''),
  );
  const totals = parts.flatMap((rows) => (rows.length > 1 ? rows.slice(-1) : []));
  const months = parts.flatMap((rows) => rows.slice(1, -1));
  const broken = !goOn(months.map(balancesOf)) || totals.some(hasNoFigures);
  const rows = [...(parts[0] ?? []).slice(0, 1), ...months, ...joinTotals(totals, broken)];
  return BYTE_ORDER_MARK + rows.map((row) => row + END_OF_ROW).join('');
}

/** The opening is the second cell of a row, the closing the last but one. */
function balancesOf(row: string): { opening: string | undefined; closing: string | undefined } {
  const cells = row.split(';');
  return { opening: cells[1], closing: cells.at(-2) };
}

function hasNoFigures(row: string): boolean {
  return balancesOf(row).opening === '';
}

/** From the first opening to the last closing; where they are `broken`, the row without figures that the server gives then. */
function joinTotals(rows: string[], broken: boolean): string[] {
  const cells = rows.map((row) => row.split(';'));
  const [first, last] = [cells[0], cells.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (broken) return [withoutFigures(first)];
  const join = (cell: string, column: number): string => {
    if (column < 2 || column === first.length - 1) return cell;
    if (column === first.length - 2) return last[column] ?? '';
    return roubles(cells.reduce((sum, row) => sum + kopecks(row[column] ?? ''), 0));
  };
  return [first.map(join).join(';')];
}

function withoutFigures(row: string[]): string {
  const said = row.map((cell, column) => (column === 0 ? cell : ''));
  return [...said.slice(0, -1), payments.noTotalsShort].join(';');
}

function kopecks(cell: string): number {
  return Number(cell.replace(',', ''));
}

function roubles(kopecks: number): string {
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  return `${kopecks < 0 ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`;
}
