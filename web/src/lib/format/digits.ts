/**
 * A whole number in groups of three digits. By hand: the first number formatter of `Intl` costs an old phone a sixth of
 * a second, and every page shows sums.
 */
export function grouped(whole: number | string, space: string): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/gu, space);
}

/** «5» as «05»: hours, days and kopecks. */
export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
