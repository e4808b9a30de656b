/** What a person has decided to pay: the same decision, sent again, is the same payment. */
export interface Order {
  /** Kopecks. */
  amount: number;
  email?: string;
  phone?: string;
}

interface Intent {
  key: string;
  order: string;
  /** Milliseconds since 1970. */
  since: number;
}

/** An order can be paid for a day; a decision older than half of it is made anew. */
const LIFETIME_MS = 12 * 60 * 60 * 1000;

function place(account: string): string {
  return `payment-intent:${account}`;
}

/**
 * The idempotency key of an order. It stays the same over a double click, a reload and a return from
 * the provider's page, until the order changes or its payment ends.
 */
export function intentKey(account: string, order: Order, store: Storage, now: number): string {
  const known = read(store.getItem(place(account)));
  const text = JSON.stringify(order);
  if (known?.order === text && now - known.since < LIFETIME_MS) return known.key;
  const intent: Intent = { key: newKey(), order: text, since: now };
  store.setItem(place(account), JSON.stringify(intent));
  return intent.key;
}

/** Forgets the decision: its payment has ended, and the same sum would be another payment. */
export function endIntent(account: string, store: Storage): void {
  store.removeItem(place(account));
}

function read(text: string | null): Intent | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isIntent(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isIntent(value: unknown): value is Intent {
  if (typeof value !== 'object' || value === null) return false;
  const { key, order, since } = value as Record<string, unknown>;
  return typeof key === 'string' && typeof order === 'string' && typeof since === 'number';
}

/** 128 random bits; `randomUUID` is missing where the page is not served securely. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
