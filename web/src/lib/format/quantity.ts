import { trueMinus } from './money';

const NARROW_SPACE = '\u202f';

/**
 * A decimal string («6.440») with its unit («м³») as «6,440 м³». The digits stay as they came:
 * the number of decimals is part of a reading or a tariff.
 */
export function quantity(value: string, unit = ''): string {
  const [whole = '', fraction] = value.split('.');
  const grouped = trueMinus(whole).replace(/\B(?=(\d{3})+$)/gu, NARROW_SPACE);
  const number = fraction === undefined ? grouped : `${grouped},${fraction}`;
  return unit === '' ? number : `${number}${NARROW_SPACE}${unit}`;
}

/** A tariff («45.20») as «45,20 ₽». */
export function tariff(value: string): string {
  return `${quantity(value)}\u00a0₽`;
}

/** A wait in whole units that people use: «40 секунд», «15 минут», «3 часа». */
export function wait(seconds: number): string {
  if (seconds < 60) return counted(seconds, 'second');
  if (seconds < 3600) return counted(Math.ceil(seconds / 60), 'minute');
  return counted(Math.ceil(seconds / 3600), 'hour');
}

function counted(count: number, unit: 'second' | 'minute' | 'hour'): string {
  return new Intl.NumberFormat('ru-RU', { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
