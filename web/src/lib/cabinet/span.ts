import { shiftPeriod } from '$lib/format';

/** Months from the first to the last, both included («2026-01» to «2026-10»). */
export interface Span {
  from: string;
  to: string;
}

/** So many closed months and what came after them; or everything. */
export const PRESETS = ['3', '6', '12', 'all'] as const;
export type Preset = (typeof PRESETS)[number];

/** More than any account has: an address must not make a page ask for thousands of years. */
const MOST_YEARS = 40;
/** The most months of one answer. */
const MOST_MONTHS = 36;
const PERIOD = /^\d{4}-(0[1-9]|1[0-2])$/u;

/** Whether a text out of an address is a month. */
export function isPeriod(text: string): boolean {
  return PERIOD.test(text);
}

/** The months of a preset. `closed` holds the closed months, newest first; `current` is the month of today. */
export function presetSpan(preset: Preset, closed: string[], current: string): Span {
  const newest = closed[0] ?? current;
  const oldest = closed.at(-1) ?? newest;
  const from = preset === 'all' ? oldest : shiftPeriod(newest, 1 - Number(preset));
  return { from, to: newest > current ? newest : current };
}

/** What an address asks for: a preset, a span, or nothing that reads. */
export function chosen(parameters: URLSearchParams): Preset | Span | undefined {
  const preset = PRESETS.find((known) => known === parameters.get('span'));
  if (preset !== undefined) return preset;
  const from = parameters.get('from') ?? '';
  const to = parameters.get('to') ?? '';
  const reads = isPeriod(from) && isPeriod(to) && from <= to;
  return reads && to < shiftPeriod(from, 12 * MOST_YEARS) ? { from, to } : undefined;
}

/**
 * A span cut into parts that the server gives at once, oldest first. The newest part is full, so that the open month
 * stands with the months before it.
 */
export function parts(span: Span): Span[] {
  const cut: Span[] = [];
  for (let to = span.to; to >= span.from; to = shiftPeriod(to, -MOST_MONTHS)) {
    const first = shiftPeriod(to, 1 - MOST_MONTHS);
    cut.unshift({ from: first > span.from ? first : span.from, to });
  }
  return cut;
}
