import { answer, api, type Page } from '$lib/api/client';
import { resourceAside } from '$lib/api/resource.svelte';
import type { Appeal } from '$lib/api/types';
import { createContext } from 'svelte';
import type { Cabinet } from './cabinet.svelte';

/** How many appeals of the account that is looked at have an answer that was not read yet. */
export class Appeals {
  readonly count;

  constructor(cabinet: Cabinet) {
    const account = $derived(cabinet.current?.id);
    this.count = resourceAside(() => account, unreadAt);
  }

  get unread(): number {
    return this.count.data ?? 0;
  }
}

async function unreadAt(account: string | undefined): Promise<number> {
  if (account === undefined) return 0;
  const params = { path: { id: account } };
  return (await answer(api.GET('/api/accounts/{id}/appeals/unread', { params }))).unread;
}

/** A page of the appeals at an account, newest first. */
export function loadAppeals(account: string, cursor?: string): Promise<Page<Appeal>> {
  const query = { limit: 20, ...(cursor !== undefined && { cursor }) };
  const params = { path: { id: account }, query };
  return answer(api.GET('/api/accounts/{id}/appeals', { params }));
}

export const [useAppeals, provideAppeals] = createContext<Appeals>();
