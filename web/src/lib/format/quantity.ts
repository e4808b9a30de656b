import { grouped } from './digits';
import { lazily } from './lazily';

const NARROW_SPACE = '\u202f';

/**
 * A decimal string («6.440») with its unit («м³») as «6,440 м³». The digits stay as they came:
 * the number of decimals is part of a reading or a tariff.
 */
export function quantity(value: string, unit = ''): string {
  const [whole = '', fraction] = value.split('.');
  const groups = grouped(whole.replace('-', '−'), NARROW_SPACE);
  const number = fraction === undefined ? groups : `${groups},${fraction}`;
  return unit === '' ? number : `${number}${NARROW_SPACE}${unit}`;
}

/** A tariff («45.20») as «45,20 ₽». */
export function tariff(value: string): string {
  return `${quantity(value)}\u00a0₽`;
}

type Forms = Record<'one' | 'few' | 'many', string>;

// Accusative, as «через …» asks; Intl knows the nominative only («через 1 минута»).
const SECONDS: Forms = { one: 'секунду', few: 'секунды', many: 'секунд' };
const MINUTES: Forms = { one: 'минуту', few: 'минуты', many: 'минут' };
const HOURS: Forms = { one: 'час', few: 'часа', many: 'часов' };
const plural = lazily(() => new Intl.PluralRules('ru-RU'));

/** A wait in whole units that people use, to stand after «через»: «40 секунд», «1 минуту», «3 часа». */
export function wait(seconds: number): string {
  if (seconds < 60) return counted(seconds, SECONDS);
  if (seconds < 3600) return counted(Math.ceil(seconds / 60), MINUTES);
  return counted(Math.ceil(seconds / 3600), HOURS);
}

/** A wait to the second, for a countdown: «1 минуту 5 секунд». */
export function waitExactly(seconds: number): string {
  if (seconds < 60) return counted(seconds, SECONDS);
  const rest = seconds % 60;
  const minutes = counted(Math.floor(seconds / 60), MINUTES);
  return rest === 0 ? minutes : `${minutes} ${counted(rest, SECONDS)}`;
}

/** A number with its word: «1 день», «3 дня», «11 дней». */
export function counted(count: number, forms: Forms): string {
  const form = plural().select(count);
  return `${count}\u00a0${form === 'one' || form === 'few' ? forms[form] : forms.many}`;
}
