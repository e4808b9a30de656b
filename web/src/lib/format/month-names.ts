// Named here, because the first date formatter of `Intl` costs an old phone a sixth of a second, and every page names months.

/** As they stand alone. */
const NOMINATIVE = [
  'январь',
  'февраль',
  'март',
  'апрель',
  'май',
  'июнь',
  'июль',
  'август',
  'сентябрь',
  'октябрь',
  'ноябрь',
  'декабрь',
];

/** «2026-10» or «2026-10-31» as «октябрь». */
export function monthName(value: string): string {
  return NOMINATIVE[Number(value.slice(5, 7)) - 1] ?? value;
}

/** The same as «октября», to stand after a day. */
export function ofMonth(value: string): string {
  const name = monthName(value);
  return /[ьй]$/u.test(name) ? name.replace(/[ьй]$/u, 'я') : `${name}а`;
}

/** The same as «октябре», to stand after «в». */
export function inMonth(value: string): string {
  return monthName(value).replace(/[ьй]$/u, '') + 'е';
}

/** The same as «окт», where twelve of them stand side by side. */
export function shortMonth(value: string): string {
  return monthName(value).slice(0, 3);
}
