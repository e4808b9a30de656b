import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { newcomer, register, signIn } from './support/resident';

test.use({ serviceWorkers: 'allow' });

/** The first visit: from then on the service worker stands by. */
async function openOnce(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect(async () => {
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  }).toPass();
}

test('without a connection the site says so and opens again by itself', async ({
  page,
  context,
}) => {
  await openOnce(page, '/help');
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Нет связи с кабинетом' })).toBeVisible();
  await expectAccessible(page, 'the offline page');

  await context.setOffline(false);
  await page.getByRole('link', { name: 'Повторить' }).click();
  await expect(page).toHaveURL(/\/help$/);
  await expect(page.getByRole('heading', { name: 'Как пользоваться кабинетом' })).toBeVisible();
});

test('a mailed link that was opened without a connection leads on with its secret', async ({
  page,
  context,
}) => {
  await openOnce(page, '/help');
  await context.setOffline(true);
  await page.goto('/activation#token=nobody-has-this');
  await expect(page.getByRole('heading', { name: 'Нет связи с кабинетом' })).toBeVisible();
  await context.setOffline(false);
  const asked = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('link', { name: 'Повторить' }).click();
  expect((await asked).postDataJSON()).toMatchObject({ token: 'nobody-has-this' });
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
  expect(kept.toSorted()).toEqual(['/favicon.svg', '/offline.css', '/offline.html', '/offline.js']);
});

test('a section that does not come without a connection says so and comes later', async ({
  page,
  context,
}) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await expect(page.getByRole('heading', { name: 'Добавьте лицевой счёт' })).toBeVisible();
  await context.setOffline(true);
  const noConnection = page.getByRole('heading', { level: 1, name: 'Нет связи с кабинетом' });
  await page.getByRole('link', { name: 'Мой профиль' }).click();
  await expect(noConnection).toBeVisible();
  await expect(page.getByText('на нашей стороне')).toHaveCount(0);
  await expectAccessible(page, 'a section without a connection');
  await page.getByRole('button', { name: 'Назад' }).click();
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
  await page.getByRole('link', { name: 'Мой профиль' }).click();
  // The page that one went back to says of its accounts too that there is no connection, at a lower level.
  await expect(noConnection).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Повторить' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Мой профиль' })).toBeVisible();
});
