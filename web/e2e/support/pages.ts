/** The pages that the menu and the head of the cabinet lead to. */
export const mainPages = [
  '/',
  '/charges',
  '/meters',
  '/payments',
  '/odn',
  '/organization',
  '/appeals',
  '/orders',
  '/news',
  '/rating',
  '/profile',
];
