import { answer, api, type Page } from '$lib/api/client';
import type { PaidService, PlacedOrder } from '$lib/api/types';

/** A page of the orders of an account, newest first. */
export function loadOrders(account: string, cursor?: string): Promise<Page<PlacedOrder>> {
  const query = { limit: 5, ...(cursor !== undefined && { cursor }) };
  const params = { path: { id: account }, query };
  return answer(api.GET('/api/accounts/{id}/orders', { params }));
}

/** An order with its moves. */
export function loadOrder(account: string, order: string): Promise<PlacedOrder> {
  const params = { path: { id: account, order } };
  return answer(api.GET('/api/accounts/{id}/orders/{order}', { params }));
}

/**
 * The catalogue of the company. The browser keeps it for a minute; whoever is about to agree to a price asks anew
 * (`no-cache`), and so does the server then.
 */
export async function loadServices(
  account: string,
  cache: RequestCache = 'default',
): Promise<PaidService[]> {
  const params = { path: { id: account } };
  return (await answer(api.GET('/api/accounts/{id}/paid-services', { params, cache }))).items;
}
