import type { Order } from '$lib/cabinet/payment-intent';
import { kopecks } from '$lib/format';
import { pay as texts } from '$lib/messages';

/** What stands in the form. */
export interface Typed {
  amount: string;
  contact: string;
}

/** Whether a contact is meant as an address or as a number: the name of its field in the request. */
export function contactField(contact: string): 'email' | 'phone' {
  return /^[\s+\d()-]*\d[\s\d()-]*$/u.test(contact) ? 'phone' : 'email';
}

/** What is wrong with the sum; the server looks at the rest. */
export function checkOrder({ amount }: Typed): { amount?: string } {
  const sum = kopecks(amount);
  if (sum === undefined) return { amount: texts.wrongAmount };
  return sum === 0 ? { amount: texts.nothing } : {};
}

/** The request; `typed` was checked. An empty contact is left out. */
export function orderOf({ amount, contact }: Typed): Order {
  const order = { amount: kopecks(amount) ?? 0 };
  const given = contact.trim();
  return given === '' ? order : { ...order, [contactField(given)]: given };
}
