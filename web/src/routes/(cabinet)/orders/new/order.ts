import type { ApiFailure } from '$lib/api/failure';
import type { NewOrder, PaidService } from '$lib/api/types';
import { contactErrors, contactOf, type TypedContact } from '$lib/forms/contact';
import { characters } from '$lib/forms/rules';
import { newOrder as texts } from '$lib/messages';

/** What stands in the form. */
export interface Typed extends TypedContact {
  date: string;
  slot: string;
  comment: string;
}

/** Characters that the server accepts. */
export const COMMENT_LIMIT = 1000;

/** What is wrong before anything is sent; the day is looked at by the server, which knows the company's today. */
export function orderErrors(typed: Typed): Partial<Record<string, string>> {
  const long = characters(typed.comment.trim()) > COMMENT_LIMIT;
  return { ...(long && { comment: texts.long.comment }), ...contactErrors(typed) };
}

/** The service is offered otherwise by now than the form shows it. */
export function isOutdated({ code, fields }: ApiFailure): boolean {
  return code === 'price_changed' || fields.some((field) => field.code === 'slot_unknown');
}

/** The part of the day that was chosen; any, where it is offered no more. */
export function offeredSlot({ slots }: PaidService, slot: string): string {
  return slots.includes(slot) ? slot : '';
}

/** The request: with the price that was shown, and a wish of time only if the service still offers it. */
export function orderOf({ id, price, slots }: PaidService, typed: Typed): NewOrder {
  const comment = typed.comment.trim();
  return {
    service_id: id,
    price,
    ...(typed.date !== '' && { wish_date: typed.date }),
    ...(slots.includes(typed.slot) && { wish_slot: typed.slot }),
    ...(comment !== '' && { comment }),
    contact: contactOf(typed),
  };
}
