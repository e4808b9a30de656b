/** Every address of the site, spelled once. */

type Query = Record<string, string | undefined>;

function withQuery(path: string, query: Query): string {
  const present = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  const search = new URLSearchParams(present).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** The pages inside «Мой профиль»; `account` is about the account that the address names. */
type ProfilePage = 'account' | 'mailings' | 'password' | 'email' | 'devices' | 'actions' | 'erase';

export const paths = {
  signIn: (next?: string) => withQuery('/sign-in', { next }),
  register: () => '/register',
  activation: () => '/activation',
  resend: () => '/activation/resend',
  agreement: (version?: string) =>
    version === undefined ? '/agreement' : `/agreement?version=${encodeURIComponent(version)}`,
  help: () => '/help',
  forgot: () => '/password/forgot',
  reset: () => '/password/reset',
  confirmEmail: () => '/email',
  erased: () => '/goodbye',

  main: (account?: string) => withQuery('/', { account }),
  charges: (account?: string, period?: string) => withQuery('/charges', { account, period }),
  payments: (account?: string, span: { span?: string; from?: string; to?: string } = {}) =>
    withQuery('/payments', { account, ...span }),
  odn: (account?: string, period?: string) => withQuery('/odn', { account, period }),
  pay: (account?: string) => withQuery('/payments/pay', { account }),
  // The payment provider brings people back to this address, with an `outcome` that proves nothing.
  payment: (account: string, payment: string) =>
    withQuery('/payments/payment', { account, payment }),
  confirmation: (account: string, payment: string) =>
    withQuery('/payments/confirmation', { account, payment }),
  meters: (account?: string) => withQuery('/meters', { account }),
  organization: (account?: string) => withQuery('/organization', { account }),
  news: (account?: string) => withQuery('/news', { account }),
  newsItem: (account: string, news: string) => withQuery('/news/item', { account, news }),
  appeals: (account?: string) => withQuery('/appeals', { account }),
  newAppeal: (account?: string) => withQuery('/appeals/new', { account }),
  appeal: (account: string, appeal: string) => withQuery('/appeals/appeal', { account, appeal }),
  orders: (account?: string) => withQuery('/orders', { account }),
  newOrder: (account: string, service: string) => withQuery('/orders/new', { account, service }),
  order: (account: string, order: string) => withQuery('/orders/order', { account, order }),
  rating: (account?: string) => withQuery('/rating', { account }),
  profile: (account?: string) => withQuery('/profile', { account }),
  profilePage: (page: ProfilePage, account?: string) => withQuery(`/profile/${page}`, { account }),
  // The account that is looked at stays so meanwhile.
  addAccount: (account?: string, step: { method?: string; organization?: string } = {}) =>
    withQuery('/accounts/add', { account, ...step }),
};

/**
 * The page to open after signing in. Only a path of this site is accepted: an address that leads
 * elsewhere («//evil.example», «/\evil.example») would make the sign-in page a phishing tool.
 */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : paths.main();
}
