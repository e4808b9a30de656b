import { page } from '$app/state';
import { answer, api } from '$lib/api/client';
import { resource } from '$lib/api/resource.svelte';
import type { AccountItem } from '$lib/api/types';
import { createContext } from 'svelte';

/** The person's accounts and the one being looked at, which the address names (`?account=`). */
export class Cabinet {
  readonly accounts = resource(loadAccounts);

  /** Only where the address names none is it the first: a link to one account must not show another, nor pay for it. */
  get current(): AccountItem | undefined {
    const accounts = this.accounts.data ?? [];
    const { named } = this;
    return named === undefined ? accounts[0] : accounts.find(({ id }) => id === named);
  }

  /** What the address names, whether or not the person has it. */
  get named(): string | undefined {
    const named = page.url.searchParams.get('account');
    return named === null || named === '' ? undefined : named;
  }

  /** The list with an account that was just added, of which a copy of the store may not know yet. */
  added = async (account: AccountItem): Promise<void> => {
    await this.accounts.reload();
    this.#put((accounts) =>
      accounts.some(({ id }) => id === account.id) ? accounts : [...accounts, account],
    );
  };

  /** The list without an account that was just taken out of it, which a copy of the store may still have. */
  removed = async (account: string): Promise<void> => {
    await this.accounts.reload();
    this.#put((accounts) => accounts.filter(({ id }) => id !== account));
  };

  #put(change: (accounts: AccountItem[]) => AccountItem[]): void {
    const { data } = this.accounts;
    if (data !== undefined) this.accounts.data = change(data);
  }
}

async function loadAccounts(): Promise<AccountItem[]> {
  return (await answer(api.GET('/api/accounts'))).items;
}

export const [useCabinet, provideCabinet] = createContext<Cabinet>();
