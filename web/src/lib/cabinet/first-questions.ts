/**
 * What each page of the cabinet asks of the account before anything else, as it stands in the calls of its components: only
 * the very same question is answered early.
 */
const OF_ACCOUNT: Record<string, string[]> = {
  '': ['', '/periods', '/meters', '/appeals/unread', '/news?limit=50&titles=true'],
  '/charges': ['/periods?limit=36'],
  '/meters': ['/meters'],
  '/payments': ['', '/periods?limit=36'],
  '/odn': ['/periods?limit=36'],
  '/appeals': ['/appeals/unread', '/appeals?limit=20'],
  '/orders': ['/orders?limit=5', '/paid-services'],
  '/news': ['/news?limit=50&titles=true'],
};

/** The same of questions that are about no account. */
const OF_PERSON: Record<string, string[]> = {
  '/profile': ['/api/profile'],
  '/rating': ['/api/rating'],
};

const CABINET = '/(cabinet)';

/**
 * What the page of a route asks first, besides who is signed in; nothing outside of the cabinet. `{account}` stands for the
 * one that the page is about.
 */
export function firstQuestions(route: string | null): string[] {
  if (!route?.startsWith(CABINET)) return [];
  const page = route.slice(CABINET.length);
  const ofAccount = OF_ACCOUNT[page] ?? [];
  return [
    '/api/accounts',
    ...ofAccount.map((question) => `/api/accounts/{account}${question}`),
    ...(OF_PERSON[page] ?? []),
  ];
}
