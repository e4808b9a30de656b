import { answer, api } from '$lib/api/client';

/** What can be mailed about an account. */
export type Mailing = 'receipt_mailing' | 'readings_reminder';

/** Asks for a mailing of an account, or ends it; answers what holds now. */
export async function subscribe(id: string, mailing: Mailing, wanted: boolean): Promise<boolean> {
  const params = { path: { id } };
  const body = { [mailing]: wanted };
  const card = await answer(api.PATCH('/api/accounts/{id}', { params, body }));
  return card[mailing];
}
