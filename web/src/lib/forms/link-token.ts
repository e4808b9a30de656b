/** The secret that a link in a mail carries, wherever it stands. */
export function linkToken(url: URL): string {
  const fragment = new URLSearchParams(url.hash.slice(1));
  return fragment.get('token') ?? url.searchParams.get('token') ?? '';
}
