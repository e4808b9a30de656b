import type { PlacedOrder } from '$lib/api/types';
import { dayAndSlot } from '$lib/cabinet/order-words';
import { priceOf } from '$lib/cabinet/paid-services';
import { date } from '$lib/format';
import { order as texts } from '$lib/messages';
import type { Fact } from '$lib/ui/types';

/** What was ordered; a neighbour's comment and contact are not among it. */
export function factsOf(order: PlacedOrder): Fact[] {
  const { service, wish_date, wish_slot, comment, contact } = order;
  const wish = dayAndSlot(wish_date ? date(wish_date) : undefined, wish_slot) || texts.noWish;
  const reach = dayAndSlot(contact?.email ?? undefined, contact?.phone);
  const facts: Fact[] = [
    { label: texts.service, value: `${service.group}: ${service.name}` },
    { label: texts.price, value: priceOf(service) },
    { label: texts.wish, value: wish },
  ];
  if (comment) facts.push({ label: texts.comment, value: comment });
  if (reach !== '') facts.push({ label: texts.contact, value: reach });
  return facts;
}

/** When somebody comes, as it was arranged last; nothing unless a visit is still to come. */
export function visitOf({ status, moves }: PlacedOrder): string | undefined {
  const arranged = moves.findLast(({ visit_date }) => Boolean(visit_date));
  if (status !== 'scheduled' || !arranged?.visit_date) return undefined;
  return dayAndSlot(date(arranged.visit_date), arranged.visit_slot);
}
