import type { MonthCharges } from '$lib/api/types';

/** What became of a service from one month to the next, in kopecks. */
export interface Change {
  name: string;
  kind: 'moved' | 'appeared' | 'gone';
  before: number;
  now: number;
  difference: number;
}

/** Services whose charge is another than the month before, the largest difference first. */
export function changesOf(now: MonthCharges, before: MonthCharges): Change[] {
  const codes = new Set([...now.services, ...before.services].map(({ service }) => service));
  const changes = [...codes].map((code) => {
    const [one, other] = [find(now, code), find(before, code)];
    const sums = { before: other?.total ?? 0, now: one?.total ?? 0 };
    return {
      name: (one ?? other)?.name ?? code,
      kind: kindOf(one, other),
      difference: sums.now - sums.before,
      ...sums,
    };
  });
  return changes
    .filter(({ difference }) => difference !== 0)
    .sort((one, other) => Math.abs(other.difference) - Math.abs(one.difference));
}

/** The first changes, and the sum of the others: what is told adds up to the whole difference. */
export function mostChanged(
  changes: Change[],
  most: number,
): { told: Change[]; rest: number | undefined } {
  if (changes.length <= most) return { told: changes, rest: undefined };
  const rest = changes.slice(most).reduce((sum, { difference }) => sum + difference, 0);
  return { told: changes.slice(0, most), rest };
}

function find(month: MonthCharges, code: string): MonthCharges['services'][number] | undefined {
  return month.services.find(({ service }) => service === code);
}

function kindOf(now: unknown, before: unknown): Change['kind'] {
  if (before === undefined) return 'appeared';
  return now === undefined ? 'gone' : 'moved';
}
