import { answer, api, type Page } from '$lib/api/client';
import type { PaidService, PlacedOrder } from '$lib/api/types';

/** A page of the orders of an account, newest first. */
export function loadOrders(account: string, cursor?: string): Promise<Page<PlacedOrder>> {
  const query = { limit: 5, ...(cursor !== undefined && { cursor }) };
  const params = { path: { id: account }, query };
  return answer(api.GET('/api/accounts/{id}/orders', { params }));
}

/** The catalogue of the company. */
export async function loadServices(account: string): Promise<PaidService[]> {
  const params = { path: { id: account } };
  return (await answer(api.GET('/api/accounts/{id}/paid-services', { params }))).items;
}
