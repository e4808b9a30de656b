import { page } from '$app/state';
import { answer, api } from '$lib/api/client';
import { resource } from '$lib/api/resource.svelte';
import type { AccountItem } from '$lib/api/types';
import { createContext } from 'svelte';

/** The person's accounts and the one being looked at, which the address names (`?account=`). */
export class Cabinet {
  readonly accounts = resource(loadAccounts);

  get current(): AccountItem | undefined {
    const named = page.url.searchParams.get('account');
    const accounts = this.accounts.data ?? [];
    return accounts.find(({ id }) => id === named) ?? accounts[0];
  }
}

async function loadAccounts(): Promise<AccountItem[]> {
  return (await answer(api.GET('/api/accounts'))).items;
}

export const [useCabinet, provideCabinet] = createContext<Cabinet>();
