import type { Meter } from '$lib/api/types';
import { quantity, shiftPeriod } from '$lib/format';
import { meters as texts } from '$lib/messages';

/** Time enough to choose a laboratory and to be visited by it. */
const NOTICE_MONTHS = 2;

/** The figures of a meter, a tariff zone each: «День» and «1 204,5 кВт·ч». */
export function figures(meter: Meter): { zone: string; value: string }[] {
  return meter.last.values.map((value, zone) => ({
    zone: texts.zones[meter.zones]?.[zone] ?? '',
    value: quantity(value, meter.unit),
  }));
}

/** How the verification of a meter stands on a day; the due day itself is still in time. */
export function verification(meter: Meter, today: string): 'valid' | 'soon' | 'overdue' {
  const due = meter.verification_due;
  if (due < today) return 'overdue';
  // ISO dates compare as text, also when the shifted month lacks the day («2026-02-31»).
  const horizon = shiftPeriod(today.slice(0, 7), NOTICE_MONTHS) + today.slice(7);
  return due <= horizon ? 'soon' : 'valid';
}

/** Today where the reader is. */
export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
