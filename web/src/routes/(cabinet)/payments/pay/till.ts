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
  // One after the other: a payment that ends in between shows in the card then, and not in neither.
  const unfinished = await unfinishedOf(account);
  const call = api.GET('/api/accounts/{id}', { params: { path: { id: account } } });
  return { card: await answer(call), unfinished };
}
