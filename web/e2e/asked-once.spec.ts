import { expect, test, type Page } from '@playwright/test';
import { settle } from './support/move-in';
import { mainPages } from './support/pages';
import { newcomer } from './support/resident';

/** The id of the one account of a person who has just moved in. */
async function movedIn(page: Page): Promise<string> {
  await settle(page, newcomer());
  const menu = page.locator('nav a[href*="account="]').first();
  return /account=([^&]+)/.exec((await menu.getAttribute('href')) ?? '')?.[1] ?? '';
}

test('the document asks what the page shows first before any code has come', async ({ page }) => {
  const account = await movedIn(page);
  for (const address of [`/?account=${account}`, '/', '/charges']) {
    let letCome: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letCome = resolve));
    await page.route('**/_app/immutable/**', async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest(new RegExp(`/api/accounts/${account}/`));
    const opened = page.goto(address);
    await asked;
    letCome();
    await opened;
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.unrouteAll({ behavior: 'wait' });
  }
});

test('a page asks each of its questions once', async ({ page }) => {
  test.slow();
  const account = await movedIn(page);
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
