import { allItems, api } from '$lib/api/client';
import type { Card, PeriodItem } from '$lib/api/types';
import { isPeriod } from './span';

/** The most that the server gives at once: three years. */
const PAGE = 36;

/** Whether the month has charges to show: a month may be closed without a statement of this account. */
export function hasStatement({ status, total }: PeriodItem): boolean {
  return status === 'closed' && typeof total === 'number';
}

/** The month that an address names, else the latest closed one. */
export function shownPeriod(
  address: Pick<URL, 'searchParams'>,
  items: PeriodItem[],
): string | undefined {
  const named = address.searchParams.get('period');
  if (named !== null && isPeriod(named)) return named;
  return (items.find(hasStatement) ?? items[0])?.period;
}

/** Whether residents have seen the month: closed when the list was made, so reopened since, or reopened before that. */
export function wasClosed(period: string, items: PeriodItem[]): boolean {
  return items.some(
    (item) => item.period === period && (item.reopened || item.status === 'closed'),
  );
}

/**
 * The newest months of an account, and all of them where its charges lie further back: a house may have left its company
 * years ago, and the debt is still to be paid.
 */
export async function reachingBack(
  { id, latest_period: latest }: Pick<Card, 'id' | 'latest_period'>,
  newest: PeriodItem[],
): Promise<PeriodItem[]> {
  if (!latest || newest.some(hasStatement)) return newest;
  // What is known of the balance stands without them.
  return periodsOf(id).catch(() => newest);
}

/** The months of an account that say something: with charges, or still open. Newest first. */
export async function periodsOf(account: string): Promise<PeriodItem[]> {
  const items = await allItems((cursor) =>
    api.GET('/api/accounts/{id}/periods', {
      params: { path: { id: account }, query: { limit: PAGE, ...(cursor && { cursor }) } },
    }),
  );
  return items.filter((item) => item.status === 'open' || hasStatement(item));
}
