import type { PeriodItem } from '$lib/api/types';

/**
 * The months of a list, newest first, right before and right after one: it need not be in the list itself, an address may
 * name any.
 */
export function neighbours(
  periods: Pick<PeriodItem, 'period'>[],
  selected: string,
): { previous: string | undefined; next: string | undefined } {
  return {
    previous: periods.find(({ period }) => period < selected)?.period,
    next: periods.findLast(({ period }) => period > selected)?.period,
  };
}
