import type { OnlinePayment } from '$lib/api/types';
import { onlinePayments as texts } from '$lib/messages';

/** It is known how the payment ended. */
export function isSettled({ status }: OnlinePayment): boolean {
  return status !== 'created' && status !== 'pending';
}

/** The money came, whatever became of it afterwards. */
export function isReceived({ status }: OnlinePayment): boolean {
  return status === 'paid' || status === 'refunded';
}

/** How a payment stands, in a word or two. */
export function stateOf(payment: OnlinePayment): string {
  const { status, failure, reported, refunded, amount } = payment;
  if (status === 'paid') return reported ? texts.reported : texts.paid;
  if (status === 'refunded') return refunded < amount ? texts.refundedPart : texts.refunded;
  if (status === 'failed') return failure === 'expired' ? texts.expired : texts.failed;
  return status === 'pending' ? texts.pending : texts.created;
}
