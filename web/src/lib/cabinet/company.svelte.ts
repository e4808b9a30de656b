import { answer, publicApi } from '$lib/api/client';
import { resourceAside } from '$lib/api/resource.svelte';
import type { Organization } from '$lib/api/types';
import { createContext } from 'svelte';
import type { Cabinet } from './cabinet.svelte';

/** The management company of the account that is looked at. */
export class Company {
  readonly details;

  constructor(cabinet: Cabinet) {
    const id = $derived(cabinet.current?.organization.id);
    this.details = resourceAside(() => id, detailsOf);
  }
}

async function detailsOf(id: string | undefined): Promise<Organization | undefined> {
  if (id === undefined) return undefined;
  return answer(publicApi.GET('/api/organizations/{id}', { params: { path: { id } } }));
}

export const [useCompany, provideCompany] = createContext<Company>();
