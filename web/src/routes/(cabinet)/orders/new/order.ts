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

/** The part of the day that was chosen is offered no more, in a draft of yesterday or while the form was filled in. */
export function isGone({ slots }: PaidService, slot: string): boolean {
  return slot !== '' && !slots.includes(slot);
}

/** The request: with the price that was shown. What is offered no more is for the server to refuse, never dropped unsaid. */
export function orderOf({ id, price }: PaidService, typed: Typed): NewOrder {
  const comment = typed.comment.trim();
  return {
    service_id: id,
    price,
    ...(typed.date !== '' && { wish_date: typed.date }),
    ...(typed.slot !== '' && { wish_slot: typed.slot }),
    ...(comment !== '' && { comment }),
    contact: contactOf(typed),
  };
}
