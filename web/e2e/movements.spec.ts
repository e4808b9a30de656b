import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { amount, money, periodTitle, shiftPeriod } from '../src/lib/format';
import { loadHistory } from './support/history';
import { loadHouse, type House } from './support/house';
import { attach, newcomer, register, signIn } from './support/resident';

let house: House;
const who = newcomer();
/** Closed months: the house's own and those before it. */
const MONTHS = 5;

test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  house = await loadHouse(page.request);
  await loadHistory(page.request, house, MONTHS - 1);
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await page.close();
});

test.beforeEach(async ({ page }) => {
  await page.goto('/payments');
  await signIn(page, who);
});

test('a preset shows so many months, keeps them in the address, and sums them up', async ({
  page,
}) => {
  const table = page.getByRole('table', { name: /Движение финансов/ });
  await expect(table.getByRole('rowheader', { name: /20\d\d/ })).toHaveCount(MONTHS);
  await page.getByRole('button', { name: '3 месяца' }).click();
  await expect(page.getByRole('button', { name: '3 месяца' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(table.getByRole('rowheader', { name: /20\d\d/ })).toHaveCount(3);
  const totals = table.getByRole('row', { name: /За всё показанное время/ });
  await expect(totals.getByRole('cell', { name: amount(-180_000), exact: true })).toBeVisible();
  await page.reload();
  await expect(table.getByRole('rowheader', { name: /20\d\d/ })).toHaveCount(3);
});

test('every receipt of money stands under its month with its day and channel', async ({ page }) => {
  const month = shiftPeriod(house.closed, -1);
  const table = page.getByRole('table', { name: /Движение финансов/ });
  await expect(table.getByRole('rowheader', { name: periodTitle(month) })).toBeVisible();
  const receipts = table.getByRole('list', { name: 'Поступления' });
  await expect(receipts).toHaveCount(MONTHS - 1);
  await expect(receipts.first()).toContainText(`${money(90_000)}, через банк`);
});

test('what is shown is downloaded as a table that Excel opens', async ({ page }) => {
  await page.getByRole('button', { name: '3 месяца' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Скачать таблицу' }).click(),
  ]);
  expect(download.suggestedFilename()).toContain(house.number);
  const file = await readFile(await download.path(), 'utf8');
  expect(file.startsWith('\ufeffПериод;')).toBe(true);
  const rows = file.trimEnd().split('\r\n');
  expect(rows).toHaveLength(5);
  expect(rows.at(-1)).toMatch(/^За всё показанное время;.*;-?\d+,\d\d;$/u);
});
