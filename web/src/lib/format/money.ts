import { lazily } from './lazily';

const roubles = lazily(
  () => new Intl.NumberFormat('ru-RU', { style: 'currency', currency: 'RUB' }),
);

const plain = lazily(
  () =>
    new Intl.NumberFormat('ru-RU', {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    }),
);

/** Kopecks as «12 345,67 ₽», a negative amount with the true minus «−». */
export function money(kopecks: number): string {
  return trueMinus(roubles().format(kopecks / 100));
}

/** Kopecks as «12 345,67», for a table whose caption names the currency. */
export function amount(kopecks: number): string {
  return trueMinus(plain().format(kopecks / 100));
}

/** As `money`, with «+» before what is added. */
export function signedMoney(kopecks: number): string {
  return kopecks > 0 ? `+${money(kopecks)}` : money(kopecks);
}

/** Intl writes a hyphen for a minus in ru-RU, which is shorter than digits and breaks lines. */
export function trueMinus(text: string): string {
  return text.replace('-', '−');
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
  return `${Math.trunc(sum / 100)},${String(sum % 100).padStart(2, '0')}`;
}
