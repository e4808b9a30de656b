/** What the address names of one account alone. */
const THINGS = ['appeal', 'order', 'news', 'payment', 'service'];

/** The same page for another account; where it shows a thing of this one, the section that the thing belongs to. */
export function sameFor(address: URL, account: string): URL {
  const there = new URL(address);
  if (THINGS.some((thing) => there.searchParams.has(thing))) {
    there.pathname = there.pathname.split('/').slice(0, 2).join('/');
    there.search = '';
  }
  there.searchParams.set('account', account);
  return there;
}
