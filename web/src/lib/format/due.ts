import { shiftPeriod } from './date';

/** The last day of payment by part 1 of article 155 of the Housing Code: the 15th of the next month. */
export function dueDate(period: string): string {
  return `${shiftPeriod(period, 1)}-15`;
}
