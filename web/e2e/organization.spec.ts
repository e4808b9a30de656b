import { expect, test } from '@playwright/test';
import type { House } from './support/house';
import { newcomer, signIn } from './support/resident';
import { moveIn } from './support/move-in';

const who = newcomer();
let house: House;

test.beforeAll(async ({ browser }) => {
  house = await moveIn(browser, who);
});

test('requisites are copied, telephones dialled, and a code pays', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/organization');
  await signIn(page, who);
  await page.getByRole('button', { name: 'Скопировать: Расчётный счёт' }).click();
  await expect(page.getByRole('button', { name: 'Скопировать: Расчётный счёт' })).toHaveText(
    'Скопировано',
  );
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('40702810338360027201');

  const main = page.getByRole('main');
  await expect(main.getByRole('link', { name: '+7 8452 99-99-99' })).toHaveAttribute(
    'href',
    'tel:+78452999999',
  );
  await main.getByRole('button', { name: 'Скопировать: Часы приёма' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('пн–пт 8:00–17:00');
  const name = `QR-код для оплаты лицевого счёта № ${house.number}`;
  await expect(main.getByRole('img', { name })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    main.getByRole('button', { name: 'Сохранить QR-код' }).click(),
  ]);
  expect(file.suggestedFilename()).toContain(house.number);
});

test('where a browser refuses to copy, the text is marked and the person told', async ({
  page,
}) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await page.goto('/organization');
  await signIn(page, who);
  await page.getByRole('button', { name: 'Скопировать: Расчётный счёт' }).click();
  await expect(page.getByRole('status').getByText('Текст выделен')).toBeAttached();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('40702810338360027201');
});

test('two telephones of one name stand side by side', async ({ page }) => {
  await page.route(/\/api\/organizations\/[^/?]+$/u, async (route) => {
    const details = (await (await route.fetch()).json()) as object;
    const phones = ['+7 8452 11-11-11', '+7 8452 22-22-22'];
    const twins = phones.map((number) => ({ label: 'Диспетчерская', number }));
    await route.fulfill({ json: { ...details, phones: twins } });
  });
  await page.goto('/organization');
  await signIn(page, who);
  const copy = page.getByRole('button', { name: 'Скопировать: Диспетчерская' });
  await expect(copy).toHaveCount(2);
  await expect(page.getByRole('main').getByRole('link', { name: '22-22-22' })).toBeVisible();
});

test('the foot of a page names the company', async ({ page }) => {
  await page.goto('/');
  await signIn(page, who);
  const foot = page.getByRole('contentinfo');
  await expect(foot).toContainText(house.organization);
  await expect(foot.getByRole('link', { name: 'uk@example.ru' })).toBeVisible();
});
