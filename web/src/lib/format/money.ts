import { grouped, twoDigits } from './digits';

const SPACE = '\u00a0';

/** Kopecks as «12 345,67 ₽», a negative amount with the true minus «−». */
export function money(kopecks: number): string {
  return `${amount(kopecks)}${SPACE}₽`;
}

/** Kopecks as «12 345,67», for a table whose caption names the currency. */
export function amount(kopecks: number): string {
  const sum = Math.abs(kopecks);
  const text = `${grouped(Math.trunc(sum / 100), SPACE)},${twoDigits(sum % 100)}`;
  return kopecks < 0 ? `−${text}` : text;
}

/** As `money`, with «+» before what is added. */
export function signedMoney(kopecks: number): string {
  return kopecks > 0 ? `+${money(kopecks)}` : money(kopecks);
}

/** What a person types for a sum («2 387,26 ₽») as the API reads it («2387.26»). */
export function parseRoubles(typed: string): string {
  return typed.replace(/[\s₽]|руб\.?/gu, '').replace(',', '.');
}

const SUM = /^(?<roubles>\d{1,12})(?:\.(?<part>\d{1,2}))?$/u;

/** What a person types for a sum («1 234,56») in kopecks; `undefined` where it is no sum of money. */
export function kopecks(typed: string): number | undefined {
  const groups = SUM.exec(parseRoubles(typed))?.groups;
  if (groups === undefined) return undefined;
  return Number(groups['roubles']) * 100 + Number((groups['part'] ?? '').padEnd(2, '0'));
}

/** Kopecks as a person would type them: «1234,56». */
export function typedRoubles(sum: number): string {
  return `${Math.trunc(sum / 100)},${twoDigits(sum % 100)}`;
}
