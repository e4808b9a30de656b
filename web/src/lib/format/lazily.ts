/**
 * A value that is made when it is first asked for. A formatter of `Intl` takes an old phone some 20 ms to make,
 * and no page needs them all.
 */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
