import type { PastReading } from '$lib/api/types';
import { shiftPeriod } from '$lib/format';
import { thousandths } from './consumption';

/** Months of the chart. */
const YEAR = 12;

/** What went through a meter in a month, all zones together, in thousandths. */
export interface Month {
  period: string;
  consumption: number;
}

/**
 * The consumption of the last year by month, from the first month that has a reading. A month without one has
 * nothing: what was consumed in it stands in the month of the next reading. Where the history is not `whole`, its
 * oldest month may lack readings and is left out.
 */
export function byMonth(history: readonly PastReading[], whole: boolean): Month[] {
  const months: Record<string, number> = {};
  for (const { taken_on, consumption, replaced } of history) {
    if (taken_on === null || taken_on === undefined || !consumption || replaced) continue;
    const period = taken_on.slice(0, 7);
    const total = consumption.reduce((sum, value) => sum + (thousandths(value) ?? 0), 0);
    months[period] = (months[period] ?? 0) + total;
  }
  const periods = Object.keys(months)
    .sort()
    .slice(whole ? 0 : 1);
  const last = periods.at(-1);
  const first = periods.at(0);
  if (last === undefined || first === undefined) return [];
  return Array.from({ length: YEAR }, (_, index) => shiftPeriod(last, index - YEAR + 1))
    .filter((period) => period >= first)
    .map((period) => ({ period, consumption: months[period] ?? 0 }));
}
