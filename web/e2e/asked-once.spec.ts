import { expect, test } from '@playwright/test';
import { settle } from './support/move-in';
import { mainPages } from './support/pages';
import { newcomer } from './support/resident';

test('a page asks each of its questions once, and the first of them beside its code', async ({
  page,
}) => {
  test.slow();
  await settle(page, newcomer());
  const menu = page.locator('nav a[href*="account="]').first();
  const account = /account=([^&]+)/.exec((await menu.getAttribute('href')) ?? '')?.[1] ?? '';
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(pathname + search);
  });
  const twice: string[] = [];
  for (const path of mainPages) {
    asked.length = 0;
    await page.goto(`${path}?account=${account}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(asked.slice(0, 2)).toEqual(['/api/auth/refresh', '/api/accounts']);
    twice.push(...asked.filter((question, index) => asked.indexOf(question) !== index));
  }
  expect(twice).toEqual([]);
});
