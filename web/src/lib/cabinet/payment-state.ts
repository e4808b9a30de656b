import type { OnlinePayment } from '$lib/api/types';
import { onlinePayments as texts } from '$lib/messages';

/** Nobody is expected to finish it any more; money that comes all the same is still taken. */
export function isSettled({ status }: OnlinePayment): boolean {
  return status !== 'created' && status !== 'pending';
}

/**
 * The payments whose end is not known: to begin another might be to pay twice. Also those whose term to pay is over: the
 * money may have been taken, and the word of it be late.
 */
export function unfinished(payments: OnlinePayment[]): OnlinePayment[] {
  const open = payments.filter((payment) => !isSettled(payment));
  // One's own first: of those one knows oneself whether the money was taken.
  return open.toSorted((one, other) => Number(other.mine) - Number(one.mine));
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
