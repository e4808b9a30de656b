import type { Meter, Meters, ReadingAnswer } from '$lib/api/types';
import { decimal, thousandths } from '$lib/cabinet/consumption';

/** What is typed for a meter, and what the server said of it. */
export interface Entry {
  values: string[];
  error: string | undefined;
  /** The zone that the error is about. */
  zone: number;
  questions: NonNullable<ReadingAnswer['questions']>;
  /** A reading that was sent is being corrected. */
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

/** The name of an input, for its id and for the summary of errors. */
export function fieldName(meter: Meter, zone: number): string {
  return `reading-${meter.id}-${zone}`;
}

/** The meter takes a reading now. */
export function isAsked(meter: Meter, entry: Entry, window: Meters['window']): boolean {
  return window.open && (!meter.sent || entry.correcting);
}

/** The meter with a reading that was accepted, as the server would tell it now. */
export function withReading(
  meter: Meter,
  { consumption }: ReadingAnswer,
  { values: typed }: Entry,
  today: string,
): Meter {
  const values = typed.map((value) => decimal(thousandths(value) ?? 0));
  const mine = { source: 'resident', by_me: true } as const;
  const last = { values, taken_on: today, ...mine, consumption: consumption ?? null };
  return { ...meter, sent: true, last };
}
