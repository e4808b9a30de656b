import { expect, test, type Page, type Request } from '@playwright/test';
import { settle } from './support/move-in';
import { attach, newcomer } from './support/resident';

test('a page does not wait for what the one before it has asked and not got', async ({ page }) => {
  const house = await settle(page, newcomer());
  const asked = page.waitForRequest('**/movements*');
  await page.route('**/movements*', () => undefined);
  const payments = page.locator('nav a[href^="/payments?account="]').first();
  await page.goto((await payments.getAttribute('href')) ?? '');
  await asked;
  await page.getByRole('link', { name: 'Реквизиты УК' }).first().click();
  const name = page.locator('#content').getByText(house.organization, { exact: true });
  await expect(name).toBeVisible({ timeout: 5_000 });
  await page.getByRole('link', { name: 'Новости' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Новости' })).toBeVisible();
  // The company may have told everybody something meanwhile: a list, or the words that there is none.
  await expect(page.locator('#content section').first()).toBeVisible({ timeout: 5_000 });
});

/** Holds such an answer back, after its deed, until it is let go; that ends when the page has it. */
async function hold(page: Page, url: RegExp): Promise<() => Promise<void>> {
  let letGo = (): void => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  const post = (request: Request) => request.method() === 'POST' && url.test(request.url());
  await page.route(url, async (route) => {
    if (!post(route.request())) return route.fallback();
    const response = await route.fetch();
    await gone;
    await route.fulfill({ response });
  });
  return async () => {
    const finished = page.waitForEvent('requestfinished', post);
    letGo();
    await finished;
    // What follows the answer has its turn.
    await page.waitForTimeout(500);
  };
}

test('an appeal that arrives late leaves whoever has gone on where they are', async ({ page }) => {
  await settle(page, newcomer());
  await page.goto('/appeals/new');
  await page.getByLabel('Тема').fill('Домофон');
  await page.getByLabel('Текст обращения').fill('Не открывает.');
  const arrive = await hold(page, /\/appeals$/u);
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Отправить обращение' }).click();
  await sent;
  await page.getByRole('link', { name: 'Реквизиты УК' }).first().click();
  await expect(page).toHaveURL(/\/organization/u);
  await arrive();
  await expect(page).toHaveURL(/\/organization/u);
  // It was sent, so nothing of it waits to be sent again.
  await page.goto('/appeals/new');
  await expect(page.getByLabel('Тема')).toHaveValue('');
});

test('a payment that arrives late takes nobody away to its provider', async ({ page }) => {
  const house = await settle(page, newcomer());
  await attach(page, { ...house, number: house.number.replace(/^7/u, '8') });
  await page.goto('/payments/pay');
  const arrive = await hold(page, /\/payments$/u);
  const sent = page.waitForRequest(/\/payments$/u);
  await page.getByRole('button', { name: 'Перейти к оплате' }).click();
  await sent;
  await page.getByRole('combobox', { name: 'Лицевой счёт' }).selectOption({ index: 1 });
  await expect(page).toHaveURL(/\/payments\/pay\?account=/u);
  await arrive();
  await expect(page).toHaveURL(/\/payments\/pay\?account=/u);
  await expect(page.getByRole('button', { name: 'Перейти к оплате' })).toBeVisible();
});
