import { draftKey } from './draft';

/** What a person has decided to send: the same decision, sent again, is the same deed. */
interface Intent {
  key: string;
  body: string;
  /** Milliseconds since 1970. */
  since: number;
}

/** A decision older than this is made anew: an unpaid payment, for one, can be paid for a day. */
const LIFETIME_MS = 12 * 60 * 60 * 1000;

/** It holds what was typed, so it is forgotten with the drafts when the person signs out. */
function place(name: string): string {
  return draftKey(`intent-${name}`);
}

/**
 * The idempotency key of a request. It stays the same over a double click, a reload and a lost answer,
 * until the request changes or its deed ends.
 */
export function intentKey(name: string, request: object, store: Storage, now: number): string {
  const known = read(store.getItem(place(name)));
  const body = JSON.stringify(request);
  if (known?.body === body && now - known.since < LIFETIME_MS) return known.key;
  const intent: Intent = { key: newKey(), body, since: now };
  store.setItem(place(name), JSON.stringify(intent));
  return intent.key;
}

/** Forgets the decision: its deed is done, and the same request would be another one. */
export function endIntent(name: string, store: Storage): void {
  store.removeItem(place(name));
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
  const { key, body, since } = value as Record<string, unknown>;
  return typeof key === 'string' && typeof body === 'string' && typeof since === 'number';
}

/** 128 random bits; `randomUUID` is missing where the page is not served securely. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
