import { answer, api } from '$lib/api/client';
import type { Card } from '$lib/api/types';

export function cardOf(id: string): Promise<Card> {
  return answer(api.GET('/api/accounts/{id}', { params: { path: { id } } }));
}

/** Whether receipts of the account come by mail; answers what is kept. */
export async function receiveReceipts(id: string, receipt_mailing: boolean): Promise<boolean> {
  const path = { id };
  const call = api.PATCH('/api/accounts/{id}', { params: { path }, body: { receipt_mailing } });
  return (await answer(call)).receipt_mailing;
}
