import type { Card, OnlinePayment } from '$lib/api/types';
import { stateOf } from '$lib/cabinet/payment-state';
import { dateTime, money } from '$lib/format';
import { confirmation as texts } from '$lib/messages';
import type { Fact } from '$lib/ui/types';

/** What a bank asks about a payment; `seen` is when it stood as it is told. */
export function operationFacts(payment: OnlinePayment, card: Card, seen: string): Fact[] {
  const facts: (Fact | undefined)[] = [
    { label: texts.amount, value: money(payment.amount) },
    payment.refunded > 0 ? { label: texts.refunded, value: money(payment.refunded) } : undefined,
    payment.paid_at ? { label: texts.paidAt, value: dateTime(payment.paid_at) } : undefined,
    payment.operation ? { label: texts.operationId, value: payment.operation } : undefined,
    { label: texts.way, value: texts.wayOf },
    { label: texts.purpose, value: texts.purposeOf(card.number) },
    { label: texts.stateAt(dateTime(seen)), value: stateOf(payment) },
    { label: texts.paymentId, value: payment.id },
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** For whom it was paid. */
export function payerFacts(card: Card): Fact[] {
  return [
    { label: texts.account, value: card.number },
    { label: texts.subscriber, value: card.subscriber },
    { label: texts.address, value: card.address },
  ];
}
