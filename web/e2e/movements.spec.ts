import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { amount, money, periodTitle, shiftPeriod } from '../src/lib/format';
import { loadHistory } from './support/history';
import { loadHouse, type House } from './support/house';
import { attach, newcomer, register, signIn } from './support/resident';

let house: House;
const who = newcomer();
/** Closed months: the house's own and those before it. */
const MONTHS = 15;

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
  await expect(table.getByRole('rowheader', { name: /20\d\d/ })).toHaveCount(12);
  for (const [preset, months] of [
    ['6 месяцев', 6],
    ['12 месяцев', 12],
    ['Всё время', MONTHS],
    ['3 месяца', 3],
  ] as const) {
    const button = page.getByRole('button', { name: preset, exact: true });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expect(table.getByRole('rowheader', { name: /20\d\d/ })).toHaveCount(months);
  }
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
  await expect(receipts).toHaveCount(11);
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
  const rows = file.trimEnd().slice(1).split('\r\n');
  expect(rows).toHaveLength(5);
  const [headings, ...cells] = rows.map((row) => row.split(';'));
  expect(headings).toHaveLength(8);
  const figures = cells.map((row) => row.slice(1, 7).map(kopecks));
  const totals = figures.pop() ?? [];
  for (const [opening = 0, charged = 0, recalculated = 0, penalty = 0, received = 0, closing] of [
    ...figures,
    totals,
  ]) {
    expect(opening + charged + recalculated + penalty - received).toBe(closing);
  }
  for (const column of [1, 2, 3, 4]) {
    expect(totals[column]).toBe(figures.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  }
  expect([totals[0], totals[5]]).toEqual([figures[0]?.[0], figures.at(-1)?.[5]]);
  expect(cells.at(-1)?.[0]).toBe('За всё показанное время');
});

test('money that came before a month with charges was closed is shown all the same', async ({
  page,
}) => {
  await page.route(/\/api\/accounts\/[^/]+\/periods/u, (route) =>
    route.fulfill({ json: { items: [], next_cursor: null } }),
  );
  const row = {
    ...{ period: house.closed, opening: 0, charged: 0, recalculated: 0, penalty: 0 },
    ...{ received: 12_345, closing: -12_345, payments: [] },
  };
  let items = [row];
  await page.route(/\/api\/accounts\/[^/]+\/movements/u, (route) =>
    route.fulfill({ json: { items, next_cursor: null } }),
  );
  await page.reload();
  const table = page.getByRole('table', { name: /Движение финансов/ });
  const month = table.getByRole('row', { name: `${periodTitle(house.closed)}, не закрыт` });
  await expect(month).toContainText(amount(-12_345));
  const empty = page.getByRole('heading', { name: 'Движения денег пока нет' });
  await expect(empty).toBeHidden();
  items = [];
  await page.reload();
  await expect(empty).toBeVisible();
  await expect(table).toBeHidden();
});

test('a span whose months do not go on from each other has no totals and says why', async ({
  page,
}) => {
  await page.route(/\/api\/accounts\/[^/]+\/movements/u, async (route) => {
    const answer = (await (await route.fetch()).json()) as { items: object[] };
    await route.fulfill({ json: { ...answer, items: answer.items.toSpliced(-3, 1) } });
  });
  await page.reload();
  await expect(page.getByText('Итоги за показанное время не посчитаны')).toBeVisible();
  await expect(page.getByRole('row', { name: /За всё показанное время/ })).toHaveCount(0);
});

/** An amount as a Russian spreadsheet reads it: «-1234,56». */
function kopecks(cell: string): number {
  expect(cell).toMatch(/^-?\d+,\d\d$/u);
  return Number(cell.replace(',', ''));
}

test('on paper there is the account, the table with its receipts and totals, and nothing to press', async ({
  page,
}) => {
  const table = page.getByRole('table', { name: /Движение финансов/ });
  await expect(table).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  const account = page.locator('#content').getByText(new RegExp(`Лицевой счёт № ${house.number}`));
  await expect(account).toBeVisible();
  await expect(table.getByRole('row', { name: /За всё показанное время/ })).toBeVisible();
  await expect(table.getByText(`${money(90_000)}, через банк`).first()).toBeVisible();
  await expect(page.getByRole('navigation').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^Оплатить/ })).toBeHidden();
});
