import type { OrganizationItem } from '$lib/api/types';

export type Method = OrganizationItem['attach_methods'][number];

/** The ways of attaching, in the order of the guide. */
export const methods: Method[] = ['account_number', 'unified_account', 'service_id'];

export function asMethod(value: string | null): Method | undefined {
  return methods.find((method) => method === value);
}
