/** What a person has decided to pay. */
export interface Order {
  /** Kopecks. */
  amount: number;
  email?: string;
  phone?: string;
}

/** The name of the intent to pay for an account. */
export function paymentIntent(account: string): string {
  return `payment-${account}`;
}
