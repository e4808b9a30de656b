import type { Meters } from '$lib/api/types';
import { draftKey } from '$lib/forms/draft';
import { endIntent, intentKey } from '$lib/forms/intent';
import { emptyEntry, isTouched, type Entries } from './entry';

/**
 * What was typed and not accepted yet, kept in the browser: it survives a lost connection and a closed tab.
 * It belongs to a window: what was typed a month ago is of no use.
 */
interface Draft {
  window: string;
  values: Record<string, string[]>;
}

const key = (account: string) => draftKey(`readings-${account}`);

function read(account: string): Draft | null {
  try {
    const text = localStorage.getItem(key(account));
    return text === null ? null : (JSON.parse(text) as Draft);
  } catch {
    // A browser may forbid storage, and anybody may have written into it.
    return null;
  }
}

/** Entries of the meters, with what was typed before. */
export function restore(account: string, { window, items }: Meters): Entries {
  const draft = read(account);
  const kept = draft?.window === window.from ? draft.values : {};
  return Object.fromEntries(
    items.map((meter) => {
      const entry = emptyEntry(meter);
      const values: unknown = kept[meter.id];
      if (Array.isArray(values) && values.length === meter.zones) {
        entry.values = values.map(String);
        entry.correcting = meter.read;
      }
      return [meter.id, entry];
    }),
  );
}

/** Keeps what is typed; nothing is kept of what is empty or accepted. */
export function keep(account: string, window: string, entries: Entries): void {
  const touched = Object.entries(entries).filter(([, entry]) => isTouched(entry));
  const values = Object.fromEntries(touched.map(([meter, entry]) => [meter, entry.values]));
  try {
    if (touched.length === 0) localStorage.removeItem(key(account));
    else localStorage.setItem(key(account), JSON.stringify({ window, values } satisfies Draft));
  } catch {
    // Without storage the page works all the same, it only forgets.
  }
}

const intent = (account: string) => `readings-${account}`;

/**
 * The name of what is sent: the same as long as the same is sent and no answer has come, so that a form which reaches
 * the server twice is taken once. Without storage there is none, and the form goes without.
 */
export function nameOf(account: string, body: object): string | undefined {
  try {
    return intentKey(intent(account), body, localStorage, Date.now());
  } catch {
    return undefined;
  }
}

/** An answer has come: the same readings sent again would be a new decision. */
export function answered(account: string): void {
  try {
    endIntent(intent(account), localStorage);
  } catch {
    // There was no name.
  }
}
