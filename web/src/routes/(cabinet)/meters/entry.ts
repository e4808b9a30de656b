import type { Meter, Meters, ReadingAnswer } from '$lib/api/types';
import { decimal, thousandths } from '$lib/cabinet/consumption';

/** What is typed for a meter, and what the server said of it. */
export interface Entry {
  values: string[];
  error: string | undefined;
  /** The zone that the error is about. */
  zone: number;
  questions: NonNullable<ReadingAnswer['questions']>;
  /** The meter is read already, and the person types another reading. */
  correcting: boolean;
}

export type Entries = Record<string, Entry>;

export function emptyEntry(meter: Meter): Entry {
  return {
    values: Array.from({ length: meter.zones }, () => ''),
    error: undefined,
    zone: 0,
    questions: [],
    correcting: false,
  };
}

/** Something is typed. */
export function isTouched({ values }: Entry): boolean {
  return values.some((value) => value.trim() !== '');
}

/** Other values stand in the fields than those that were sent: they were typed meanwhile. */
export function isNewer(entry: Entry, sent: readonly string[]): boolean {
  return isTouched(entry) && entry.values.some((value, zone) => value !== sent[zone]);
}

/** The name of an input, for its id and for the summary of errors. */
export function fieldName(meter: Meter, zone: number): string {
  return `reading-${meter.id}-${zone}`;
}

/** A reading sent now would be taken. */
export function isOpen(meter: Meter, window: Meters['window']): boolean {
  return window.open && meter.accepts_readings;
}

/** The meter takes a reading now: nobody has read it in this window, or the person wants to do so all the same. */
export function isAsked(meter: Meter, entry: Entry, window: Meters['window']): boolean {
  return isOpen(meter, window) && (!meter.read || entry.correcting);
}

/** The meter with a reading that was accepted, as the server would tell it now. */
export function withReading(
  meter: Meter,
  { consumption }: ReadingAnswer,
  typed: readonly string[],
  today: string,
): Meter {
  const values = typed.map((value) => decimal(thousandths(value) ?? 0));
  const mine = { source: 'resident', by_me: true } as const;
  const last = { values, taken_on: today, ...mine, consumption: consumption ?? null };
  return { ...meter, sent: true, read: true, last };
}
