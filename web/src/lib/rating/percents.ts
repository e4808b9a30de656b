/** Whole percents of the counts that come to a hundred together: what rounding leaves goes to the largest remainders. */
export function percents(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const whole = counts.map((count) => Math.floor((count * 100) / total));
  const left = 100 - whole.reduce((sum, percent) => sum + percent, 0);
  const remainders = counts.map((count, index) => ({ index, rest: (count * 100) % total }));
  remainders.sort((one, other) => other.rest - one.rest || one.index - other.index);
  const raised = new Set(remainders.slice(0, left).map(({ index }) => index));
  return whole.map((percent, index) => (raised.has(index) ? percent + 1 : percent));
}
