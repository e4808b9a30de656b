/** The secret of a mailed link. It stands behind `#`: what stands there, a browser sends to nobody. */
export function linkToken(fragment: string): string {
  return new URLSearchParams(fragment.slice(1)).get('token') ?? '';
}
