import type { Meter } from '$lib/api/types';
import { quantity } from '$lib/format';

/** Decimals of a reading; amounts here are whole thousandths, so that nothing is rounded on the way. */
const DECIMALS = 3;
const UNIT = 10 ** DECIMALS;

/** What a person types («128,95») in thousandths; `null` for what is no reading yet. */
export function thousandths(typed: string): number | null {
  const match = /^(\d{1,9})(?:[.,](\d{0,3}))?$/u.exec(typed.replaceAll(/\s/gu, ''));
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  return Number(whole) * UNIT + Number(fraction.padEnd(DECIMALS, '0'));
}

/** Thousandths as the API writes them: «5.5». */
export function decimal(amount: number): string {
  const whole = Math.floor(amount / UNIT);
  const fraction = String(amount % UNIT)
    .padStart(DECIMALS, '0')
    .replace(/0+$/u, '');
  return fraction === '' ? String(whole) : `${whole}.${fraction}`;
}

/**
 * What went through a meter since the reading before, an amount a zone; `null` until every zone is typed,
 * or where a value is below the one before: whether that is a rollover is for the server to ask.
 */
export function consumption(meter: Meter, typed: readonly string[]): number[] | null {
  const amounts: number[] = [];
  for (const [zone, before] of meter.compared_with.values.entries()) {
    const now = thousandths(typed[zone] ?? '');
    const previous = thousandths(before);
    if (now === null || previous === null || now < previous) return null;
    amounts.push(now - previous);
  }
  return amounts;
}

/** All zones together. */
export function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

/**
 * Thousandths a zone at the tariffs of the zones («38.42» roubles a unit), in kopecks; `null` where those are not known.
 * An estimate: rounded to whole roubles.
 */
export function cost(amounts: readonly number[], tariffs: readonly string[]): number | null {
  if (tariffs.length !== amounts.length) return null;
  const exact = amounts.reduce(
    (sum, amount, zone) => sum + BigInt(amount) * millionths(tariffs[zone] ?? '0'),
    0n,
  );
  return Number((exact + 500_000_000n) / 1_000_000_000n) * 100;
}

function millionths(tariff: string): bigint {
  const [whole = '0', fraction = ''] = tariff.split('.');
  return BigInt(whole + fraction.padEnd(6, '0').slice(0, 6));
}

/** Values of all zones in one line: «день 10 240, ночь 4 180». */
export function inWords(values: readonly string[], zones: readonly string[], unit: string): string {
  return values
    .map((value, zone) =>
      `${(zones[zone] ?? '').toLocaleLowerCase('ru-RU')} ${quantity(value, unit)}`.trim(),
    )
    .join(', ');
}
