import { lazily } from './lazily';

const day = lazily(
  () =>
    new Intl.DateTimeFormat('ru-RU', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }),
);

const clock = lazily(
  () => new Intl.DateTimeFormat('ru-RU', { hour: '2-digit', minute: '2-digit' }),
);
const localDay = lazily(
  () =>
    new Intl.DateTimeFormat('ru-RU', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
);
const shortened = lazily(
  () => new Intl.DateTimeFormat('ru-RU', { month: 'short', timeZone: 'UTC' }),
);

const month = lazily(() => new Intl.DateTimeFormat('ru-RU', { month: 'long', timeZone: 'UTC' }));

/** A date («2026-10-31») or a moment (RFC 3339) as «31 октября 2026». */
export function date(value: string): string {
  // Moments are cut to their day: what we show of them is the day of an accountant's action.
  return day()
    .format(new Date(value.slice(0, 10)))
    .replace(/ г\.$/u, '');
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
  return `${month().format(new Date(`${value}-01`))} ${value.slice(0, 4)}`;
}

/** «2026-10» as «Октябрь 2026», to begin a line with. */
export function periodTitle(value: string): string {
  const text = period(value);
  return text.charAt(0).toLocaleUpperCase('ru-RU') + text.slice(1);
}

/** «2026-10» as «окт», where twelve of them stand side by side. */
export function shortMonth(value: string): string {
  return shortened()
    .format(new Date(`${value}-01`))
    .replace('.', '')
    .slice(0, 3);
}

/** «2026-10» as «октябре», to stand after «в». */
export function inMonth(value: string): string {
  // Intl knows no prepositional case; all months end in «ь», «й» or «т».
  return (
    month()
      .format(new Date(`${value}-01`))
      .replace(/[ьй]$/u, '') + 'е'
  );
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
  return `${dayOf(when, now)} в ${clock().format(when)}`;
}

function dayOf(when: Date, now: Date): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (localDay().format(when) === localDay().format(now)) return 'сегодня';
  if (localDay().format(when) === localDay().format(yesterday)) return 'вчера';
  return localDay().format(when).replace(/ г\.$/u, '');
}

/** The month of today where the reader is. */
export function currentPeriod(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`;
}
