import type { PlacedOrder } from '$lib/api/types';
import { dayAndSlot } from '$lib/cabinet/order-words';
import { priceOf } from '$lib/cabinet/paid-services';
import { date, isOver } from '$lib/format';
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

/**
 * When somebody comes, or was to come: by the last move alone, for one without a day takes back what was arranged before. Days
 * are the company's.
 */
export function visitOf({ status, moves }: PlacedOrder, zone?: string): string | undefined {
  const { visit_date, visit_slot } = moves.at(-1) ?? {};
  if (status !== 'scheduled' || !visit_date) return undefined;
  const when = dayAndSlot(date(visit_date), visit_slot);
  return isOver(visit_date, zone) ? texts.wasScheduled(when) : texts.scheduled(when);
}
