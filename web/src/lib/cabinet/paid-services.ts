import type { PaidService } from '$lib/api/types';
import { money } from '$lib/format';
import { price as texts } from '$lib/messages';

interface Priced {
  price: { kind: 'fixed' | 'from' | 'agreement'; amount?: number | null };
  unit?: string | null;
}

/** What a paid service costs: «900,00 ₽ за шт.», «от 900,00 ₽», «Цена по договорённости». */
export function priceOf({ price: { kind, amount }, unit }: Priced): string {
  if (kind === 'agreement' || typeof amount !== 'number') return texts.agreement;
  const sum = texts[kind](money(amount));
  return unit ? texts.per(sum, unit) : sum;
}

/** The services under the names of their groups, in the order in which they came. */
export function byGroup(services: PaidService[]): [string, PaidService[]][] {
  const groups = new Map<string, PaidService[]>();
  for (const service of services) {
    groups.set(service.group, [...(groups.get(service.group) ?? []), service]);
  }
  return [...groups];
}
