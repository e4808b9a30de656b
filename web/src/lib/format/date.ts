import { twoDigits } from './digits';
import { lazily } from './lazily';
import { monthName, ofMonth } from './month-names';

/** A date («2026-10-31») as «31 октября 2026». */
export function date(value: string): string {
  return `${Number(value.slice(8, 10))} ${ofMonth(value)} ${value.slice(0, 4)}`;
}

/** The day of a moment (RFC 3339) on the reader's own calendar: «31 октября 2026». */
export function dayOfMoment(value: string): string {
  return date(localDay(new Date(value)));
}

/** «2026-10-31», as the reader's calendar has it. */
function localDay(when: Date): string {
  return `${when.getFullYear()}-${twoDigits(when.getMonth() + 1)}-${twoDigits(when.getDate())}`;
}

const moscow = lazily(
  () =>
    new Intl.DateTimeFormat('ru-RU', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'Europe/Moscow',
    }),
);

/** A moment (RFC 3339) as «31 октября 2026, 12:05 МСК»: banks and companies go by Moscow's time. */
export function dateTime(value: string): string {
  const text = moscow().format(new Date(value)).replace(' г. в ', ', ').replace(' г., ', ', ');
  return `${text} МСК`;
}

/** «2026-10» as «октябрь 2026». */
export function period(value: string): string {
  return `${monthName(value)} ${value.slice(0, 4)}`;
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

/** A moment (RFC 3339) on the reader's own clock: «сегодня в 14:35», «вчера в 9:05», «3 ноября 2026 в 9:05». */
export function moment(value: string, now = new Date()): string {
  const when = new Date(value);
  return `${nearDay(when, now)} в ${twoDigits(when.getHours())}:${twoDigits(when.getMinutes())}`;
}

function nearDay(when: Date, now: Date): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  const day = localDay(when);
  if (day === localDay(now)) return 'сегодня';
  return day === localDay(yesterday) ? 'вчера' : date(day);
}

/** Whether a day (`2026-10-15`) is over: in a time zone («Europe/Saratov»), or else where the reader is. */
export function isOver(day: string, zone?: string): boolean {
  const now = new Date();
  return day < (zone === undefined ? localDay(now) : dayIn(zone, now));
}

/** A browser may know fewer zones than the server. */
function dayIn(timeZone: string, when: Date): string {
  try {
    const year = 'numeric';
    const [month, day] = ['2-digit', '2-digit'] as const;
    return new Intl.DateTimeFormat('sv-SE', { timeZone, year, month, day }).format(when);
  } catch {
    return localDay(when);
  }
}

/** The month of today where the reader is. */
export function currentPeriod(): string {
  return localDay(new Date()).slice(0, 7);
}
