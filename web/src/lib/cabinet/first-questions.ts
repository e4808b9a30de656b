/**
 * What each page of the cabinet asks of the account in its address before anything else, as it stands in the calls of its
 * components: only the very same question is answered early.
 */
const OF_ACCOUNT: Record<string, string[]> = {
  '/': ['', '/periods', '/meters'],
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

/** Of what ids consist. Anything else may lead elsewhere once it stands in an address, as `..` does. */
const ID = /^[0-9a-z]+$/u;

/** The addresses that the page at this one asks first. */
export function firstQuestions({ origin, pathname, searchParams }: URL): string[] {
  const account = searchParams.get('account') ?? '';
  const ofAccount = ID.test(account) ? (OF_ACCOUNT[pathname] ?? []) : [];
  return [
    '/api/accounts',
    ...ofAccount.map((question) => `/api/accounts/${account}${question}`),
    ...(OF_PERSON[pathname] ?? []),
  ].map((question) => origin + question);
}
