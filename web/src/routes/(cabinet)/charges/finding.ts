import type { MonthCharges } from '$lib/api/types';
import { inMonth, money } from '$lib/format';
import { charges } from '$lib/messages';

const texts = charges.year;

type Charged = Pick<MonthCharges, 'period' | 'total'>;

/** What the chart of a year shows, as a sentence. */
export function findingOf(months: Charged[]): string {
  const sorted = months.toSorted((one, other) => other.total - one.total);
  const [most, least] = [sorted[0], sorted.at(-1)];
  if (most === undefined || least === undefined) return '';
  if (months.length === 1) return texts.single(named(most.period), money(most.total));
  if (most.total === least.total) return texts.even(money(most.total));
  return texts.finding(
    named(most.period),
    money(most.total),
    named(least.period),
    money(least.total),
  );
}

/** «октябре 2026». */
function named(period: string): string {
  return `${inMonth(period)} ${period.slice(0, 4)}`;
}
