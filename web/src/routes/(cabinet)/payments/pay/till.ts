import { answer, api } from '$lib/api/client';
import type { Card, OnlinePayment } from '$lib/api/types';
import { unfinishedOf } from '$lib/cabinet/unfinished';

/** What an order rests on. */
export interface Till {
  card: Card;
  /** Payments whose end is not known. */
  unfinished: OnlinePayment[];
}

export async function tillOf(account: string): Promise<Till> {
  const call = api.GET('/api/accounts/{id}', { params: { path: { id: account } } });
  const [card, unfinished] = await Promise.all([answer(call), unfinishedOf(account)]);
  return { card, unfinished };
}
