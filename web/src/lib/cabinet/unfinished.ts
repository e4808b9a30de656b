import { answer, api } from '$lib/api/client';
import type { OnlinePayment } from '$lib/api/types';
import { unfinished } from './payment-state';

/** The newest payments that are looked through: one before them has long ended. */
const NEWEST = 20;

/** The unfinished payments of an account, wherever they were begun: in another tab, on another device. */
export async function unfinishedOf(account: string): Promise<OnlinePayment[]> {
  const params = { path: { id: account }, query: { limit: NEWEST } };
  const { items } = await answer(api.GET('/api/accounts/{id}/payments', { params }));
  return unfinished(items);
}
