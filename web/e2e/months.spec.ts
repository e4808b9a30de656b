import { expect, test, type Page } from '@playwright/test';
import { amount, periodTitle, period as periodText, shiftPeriod } from '../src/lib/format';
import { loadHistory } from './support/history';
import type { House } from './support/house';
import { settle } from './support/move-in';
import { newcomer } from './support/resident';

/** Shorter than the wait after which a skeleton is shown: what stood there before still stands. */
const HELD = 200;

declare global {
  interface Window {
    seen: string[];
  }
}

let house: House;

test.beforeEach(async ({ page }) => {
  house = await settle(page, newcomer(), (request, own) => loadHistory(request, own, 2));
});

function select(page: Page) {
  return page.getByLabel('Период');
}

/** Remembers whatever the page shows from now on. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const content = document.querySelector('#content') ?? document.body;
    window.seen = [];
    new MutationObserver(() => window.seen.push(content.textContent)).observe(content, {
      ...{ subtree: true, childList: true, characterData: true },
    });
  });
}

async function hold(page: Page, url: string): Promise<void> {
  await page.route(url, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, HELD));
    await route.continue();
  });
}

for (const [path, shown] of [
  ['charges', 'Месяц закрыт бухгалтером'],
  ['odn', 'расчёта ОДН нет'],
] as const) {
  test(`a closed month of ${path} is not told as one that is being corrected`, async ({ page }) => {
    await page.goto(`/${path}?period=${house.open}`);
    await expect(page.getByText(/ещё не закрыт/)).toBeVisible();
    await hold(page, `**/${path}/${house.closed}`);
    await watch(page);
    await select(page).selectOption(house.closed);
    await expect(page.getByText(shown)).toBeVisible();
    const seen = await page.evaluate(() => window.seen.join('\n'));
    expect(seen).not.toContain('бухгалтер исправляет');
    expect(seen).not.toContain(`${periodTitle(house.closed)} ещё не закрыт`);
  });
}

test('the charges of a month stand beside those of the month before it, never beside their own', async ({
  page,
}) => {
  await page.goto(`/charges?period=${shiftPeriod(house.closed, -1)}`);
  await expect(page.getByText(/Было в/).first()).toBeVisible();
  await hold(page, `**/charges/${house.closed}`);
  await watch(page);
  const [before] = await beside(page, true);
  await select(page).selectOption(house.closed);
  const sum = amount(house.toPay);
  await expect.poll(async () => (await beside(page, true))[0]).toContain(sum);
  const seen = await beside(page);
  expect(new Set([before, ...seen]).size).toBe(2);
});

/** The heading over the month before, with the sum of the month itself; of all that was seen, or of now. */
async function beside(page: Page, now = false): Promise<string[]> {
  const texts = now
    ? [(await page.locator('#content').textContent()) ?? '']
    : await page.evaluate(() => window.seen);
  return texts
    .map((text) => [/Было в [а-я]+/u.exec(text)?.[0], /К оплате\s*([^₽]+)/u.exec(text)?.[1]])
    .filter((pair) => pair.every((part) => part !== undefined))
    .map((pair) => pair.join(': '));
}

/** At the newest closed month, with the one before it known so well that no skeleton stands between them. */
async function openNewest(page: Page): Promise<void> {
  const known = new Map<string, string>();
  await page.route(/\/api\/accounts\/[^/]+\/charges/u, async (route) => {
    const url = route.request().url();
    const body = known.get(url) ?? (await (await route.fetch()).text());
    known.set(url, body);
    await route.fulfill({ contentType: 'application/json', body });
  });
  await page.goto(`/charges?period=${shiftPeriod(house.closed, -1)}`);
  await expect(receipt(page)).toBeVisible();
  await page.getByRole('button', { name: /Следующий месяц/ }).click();
  await expect(page.getByText(/Начислено на .* больше, чем за/)).toBeVisible();
}

function receipt(page: Page) {
  return page.getByRole('button', { name: 'Скачать квитанцию' });
}

async function stepBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Предыдущий месяц/ }).click();
  await expect(page.getByText(/Начислено столько же, сколько за/)).toBeVisible();
}

test('a receipt has the name of the month that it was asked for', async ({ page }) => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/receipts/${house.closed}*`, async (route) => {
    await released;
    await route.continue();
  });
  await openNewest(page);
  await receipt(page).click();
  await stepBack(page);
  const coming = page.waitForEvent('download');
  release();
  expect((await coming).suggestedFilename()).toContain(periodText(house.closed));
});

test('a receipt that was refused is told at its own month alone', async ({ page }) => {
  await page.route(`**/receipts/${house.closed}*`, (route) =>
    route.fulfill({ status: 503, body: '' }),
  );
  await openNewest(page);
  await receipt(page).click();
  const refusal = page.getByText('Кабинет сейчас перегружен');
  await expect(refusal).toBeVisible();
  await stepBack(page);
  await expect(refusal).toBeHidden({ timeout: 2_000 });
});
