import { expect, test } from '@playwright/test';
import { settle } from './support/move-in';
import { newcomer } from './support/resident';

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
