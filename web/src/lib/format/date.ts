const day = new Intl.DateTimeFormat('ru-RU', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

const month = new Intl.DateTimeFormat('ru-RU', { month: 'long', timeZone: 'UTC' });

/** A date («2026-10-31») or a moment (RFC 3339) as «31 октября 2026». */
export function date(value: string): string {
  // Moments are cut to their day: what we show of them is the day of an accountant's action.
  return day.format(new Date(value.slice(0, 10))).replace(/ г\.$/u, '');
}

/** «2026-10» as «октябрь 2026». */
export function period(value: string): string {
  return `${month.format(new Date(`${value}-01`))} ${value.slice(0, 4)}`;
}

/** «2026-10» as «Октябрь 2026», to begin a line with. */
export function periodTitle(value: string): string {
  const text = period(value);
  return text.charAt(0).toLocaleUpperCase('ru-RU') + text.slice(1);
}

/** The period `months` later, or earlier when negative. */
export function shiftPeriod(value: string, months: number): string {
  const moved = new Date(`${value}-01`);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  return moved.toISOString().slice(0, 7);
}
