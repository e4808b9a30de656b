import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { money, period, periodTitle } from '../src/lib/format';
import { load, loadHouse, post, reopenIfClosed, type House } from './support/house';
import { accountRow } from './support/house-rows';
import { attach, newcomer, register, signIn } from './support/resident';

let house: House;

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  house = await loadHouse(request);
  await request.dispose();
});

test('a newcomer registers, attaches an account and downloads the receipt', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await expect(page.getByRole('heading', { name: 'Добавьте лицевой счёт' })).toBeVisible();

  await attach(page, house);
  await expect(page.getByRole('heading', { name: 'Долг' })).toBeVisible();
  await expect(page.getByText(money(house.toPay)).first()).toBeVisible();
  await expect(page.getByText('Иванов Пётр Сергеевич')).toBeVisible();
  await expect(page.getByRole('cell', { name: '28,45' })).toBeVisible();
  const meters = page.getByRole('table', { name: 'Счётчики' });
  await expect(
    meters.getByRole('cell', { name: /день 10\s240\s*кВт·ч, ночь 4\s180\s*кВт·ч/ }),
  ).toBeVisible();
  await expect(meters.getByText('Срок поверки истёк')).toBeVisible();

  await page.getByRole('link', { name: 'Начисления', exact: true }).click();
  await expect(page.getByLabel('Период')).toHaveValue(house.closed);
  await expect(page.getByText(`Перерасчёт за ${period(house.closed)}`)).toBeVisible();
  await expect(page.getByText('Уборка не проводилась 3 дня')).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Скачать квитанцию' }).click(),
  ]);
  expect(download.suggestedFilename()).toContain(period(house.closed));
  const file = await readFile(await download.path());
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
});

test('the main page asks to pay by a day until that day is over', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await openOn(page, '10');
  await expect(page.getByText('Оплатите до 15 ')).toBeVisible();
  await openOn(page, '16');
  await expect(page.getByText('Срок оплаты был до 15 ')).toBeVisible();
  await expect(page.getByText('Оплатите до')).toBeHidden();
});

/** The main page on a day of the month in which the receipt is due. */
async function openOn(page: Page, day: string): Promise<void> {
  await page.clock.setFixedTime(new Date(`${house.open}-${day}T12:00:00`));
  await page.goto('/');
}

test('a month that is not closed says so in words', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await page.goto(`/charges?period=${house.open}`);
  await expect(
    page.getByRole('heading', { name: `${periodTitle(house.open)} ещё не закрыт бухгалтером` }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Скачать квитанцию' })).toBeHidden();
});

test('a month that is opened again is not said to wait for its first closing', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await reopenIfClosed(page.request, house.closed);
  try {
    const corrected = `${periodTitle(house.closed)}: бухгалтер исправляет начисления`;
    const never = `${periodTitle(house.open)} ещё не закрыт бухгалтером`;
    for (const path of ['charges', 'odn']) {
      await page.goto(`/${path}?period=${house.closed}`);
      await expect(page.getByRole('heading', { name: corrected })).toBeVisible();
      await page.goto(`/${path}?period=${house.open}`);
      await expect(page.getByRole('heading', { name: never })).toBeVisible();
    }
    await page.goto('/');
    await expect(page.getByText(corrected)).toBeVisible();
    await expect(page.getByText(never)).toBeVisible();
  } finally {
    await post(page.request, `periods/${house.closed}/close`, {});
  }
});

test('after signing in the page that was asked for opens, and signing out closes it', async ({
  page,
}) => {
  const who = newcomer();
  await register(page, who);
  await page.goto('/profile');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, who);
  await expect(page).toHaveURL(/\/profile$/);
  await page.reload();
  await expect(page.getByText(who.email)).toBeVisible();

  await page.getByRole('banner').getByRole('button', { name: 'Выход' }).click();
  await expect(page.getByText('Вы вышли из кабинета')).toBeVisible();
  await page.goto('/profile');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('an account is detached only after a question', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await page.goto('/profile');
  const detach = page.getByRole('button', { name: `Убрать из кабинета: № ${house.number}` });
  await detach.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Отмена' }).click();
  await expect(detach).toBeVisible();
  await detach.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Убрать из кабинета' }).click();
  await expect(page.getByText(`Счёт № ${house.number} убран`)).toBeVisible();
  await expect(detach).toBeHidden();
});

test('two tabs that start at once stay signed in', async ({ page, context }) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  const tabs = await Promise.all([1, 2, 3].map(() => context.newPage()));
  await Promise.all(tabs.map((tab) => tab.goto('/profile')));
  for (const tab of tabs) await expect(tab.getByText(who.email)).toBeVisible();
});

test('two services that are called alike, of one supplier, stand beside each other', async ({
  page,
}) => {
  const twin = { name: 'Отопление', supplier: 'АО «Теплосеть»', unit: 'Гкал' };
  const services = [
    { ...twin, code: 'heat-1', tariff: '2100.5' },
    { ...twin, code: 'heat-2', tariff: '2200.5' },
  ];
  await load(page.request, 'accounts', [
    accountRow(house.number, house.code, house.accessCode, services),
  ]);
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  const table = page.getByRole('table', { name: 'Услуги' });
  await expect(table.getByRole('rowheader', { name: 'Отопление' })).toHaveCount(2);
});
