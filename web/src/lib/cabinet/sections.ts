import { menu } from '$lib/messages';
import { paths } from '$lib/paths';

interface Section {
  label: string;
  path: (account?: string) => string;
  /** What of it the person has not seen is counted beside its name. */
  unread?: 'news' | 'appeals';
}

/** The menu, in the order of the guide. */
export const sections: Section[] = [
  { label: menu.main, path: paths.main },
  { label: menu.charges, path: (account) => paths.charges(account) },
  { label: menu.meters, path: paths.meters },
  { label: menu.payments, path: (account) => paths.payments(account) },
  { label: menu.odn, path: (account) => paths.odn(account) },
  { label: menu.organization, path: paths.organization },
  { label: menu.appeals, path: paths.appeals, unread: 'appeals' },
  { label: menu.orders, path: paths.orders },
  { label: menu.news, path: paths.news, unread: 'news' },
  { label: menu.profile, path: paths.profile },
];
