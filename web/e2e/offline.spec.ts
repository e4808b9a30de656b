import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/accessible';

test.use({ serviceWorkers: 'allow' });

test('without a connection the site says so and opens again by itself', async ({
  page,
  context,
}) => {
  await page.goto('/help');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect(async () => {
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  }).toPass();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Нет связи с интернетом' })).toBeVisible();
  await expectAccessible(page, 'the offline page');

  await context.setOffline(false);
  await page.getByRole('link', { name: 'Повторить' }).click();
  await expect(page).toHaveURL(/\/help$/);
  await expect(page.getByRole('heading', { name: 'Как пользоваться кабинетом' })).toBeVisible();
});

test('nothing of the person is kept for it', async ({ page }) => {
  await page.goto('/agreement');
  await expect(page.getByText('Действует редакция')).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.toSorted()).toEqual(['/favicon.svg', '/offline.css', '/offline.html']);
});
