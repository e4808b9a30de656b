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
  const copy = page.getByRole('button', { name: 'Скопировать: Расчётный счёт' }).first();
  await copy.click();
  await expect(copy).toHaveText('Скопировано');
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
  await page.getByRole('button', { name: 'Скопировать: Расчётный счёт' }).first().click();
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

test('who else is paid is listed, and the code says whose it is', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const own = page.getByText('Другим получателям платят отдельно');
  await page.goto('/organization');
  await signIn(page, who);
  await expect(own).toBeVisible();
  const supplier = page.getByRole('region', { name: 'АО «Теплосеть»' });
  await supplier.getByRole('button', { name: 'Скопировать: ИНН' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('7707083893');
  await expect(supplier.getByText('КПП')).toHaveCount(0);
  await expect(supplier.getByText('ОГРН')).toHaveCount(0);

  await page.route(/\/api\/organizations\/[^/?]+$/u, async (route) => {
    const details = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...details, recipients: [] } });
  });
  await page.reload();
  await expect(page.getByText('в её QR-коде сумма уже есть')).toBeVisible();
  await expect(own).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Кому платят отдельно' })).toHaveCount(0);
});

test('the foot of a page names the company', async ({ page }) => {
  await page.goto('/');
  await signIn(page, who);
  const foot = page.getByRole('contentinfo');
  await expect(foot).toContainText(house.organization);
  await expect(foot.getByRole('link', { name: 'uk@example.ru' })).toBeVisible();
});
