import { ApiFailure } from '$lib/api/failure';
import type { Balance } from '$lib/api/types';
import { money, typedRoubles } from '$lib/format';
import { pay as texts } from '$lib/messages';

/** Kopecks; 0 where there is none. */
export function debtOf({ kind, amount }: Balance): number {
  return kind === 'debt' ? amount : 0;
}

/** What stands in the field at first. */
export function proposed(balance: Balance): string {
  const debt = debtOf(balance);
  return debt === 0 ? '' : typedRoubles(debt);
}

/** How much there is in words. */
export function saying({ kind, amount }: Balance): string {
  if (kind === 'zero') return texts.zero;
  return (kind === 'debt' ? texts.debt : texts.overpayment)(money(amount));
}

export function isSame(one: Balance, other: Balance): boolean {
  return one.kind === other.kind && one.amount === other.amount;
}

/** The field after the balance has changed: what was proposed follows it, a sum of one's own stays. */
export function carryOver(typed: string, before: Balance, now: Balance): string {
  return typed === proposed(before) ? proposed(now) : typed;
}

/** Why an order was stopped before it was sent. */
export function changed(now: Balance): ApiFailure {
  return new ApiFailure(
    0,
    'balance_changed',
    texts.changed.title,
    texts.changed.detail(saying(now)),
  );
}
