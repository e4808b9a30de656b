import { expect, test, type Page } from '@playwright/test';
import { loadCommonNeeds, loadHouse, type House } from './support/house';
import { attach, newcomer, register, signIn } from './support/resident';

/** A sheet of A4 between its margins of 12 and 14 mm, in CSS pixels. */
const SHEET = { width: 703, height: 1016 };

const HOT_WATER = {
  hot: {
    name: 'Горячая вода',
    row: {
      area_total: '4000',
      house_volume: '1000',
      non_residential: '50',
      individual: '850.5',
      by_norm: '60',
      cap: '50',
      tariff: '145.97',
    },
  },
};

test('charges come out on paper whole, with their sums and without what is pressed', async ({
  page,
}) => {
  const house = await resident(page);
  await page.goto('/charges');
  await expect(page.getByRole('table').first()).toBeVisible();
  await expectSomethingToPress(page);

  await onPaper(page);
  const roubles = (house.toPay / 100).toFixed(2).replace('.', ',');
  const sum = new RegExp(roubles.replace(/\B(?=(?:\d{3})+,)/gu, String.raw`\s`), 'u');
  const table = page.getByRole('table').first();
  await expect(table).toBeVisible();
  await expect(table).toContainText(sum);
  await expectWholeTables(page);
  await expectNothingToPress(page);
  await expectSheets(page, 2);
});

test('common needs come out on paper whole, with the formula filled in', async ({ page }) => {
  await resident(page);
  await page.goto('/odn');
  await expect(page.getByRole('heading', { name: 'Горячая вода' })).toBeVisible();
  await expectSomethingToPress(page);

  await onPaper(page);
  const service = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Горячая вода' }) });
  await expect(service).toContainText('Ваша доля по расчёту — 0,632 м³, 92,25 ₽.');
  await expect(service).toContainText('4000');
  await expectWholeTables(page);
  await expectNothingToPress(page);
  await expectSheets(page, 2);
});

/** Somebody whose house has charges and common needs of the month that is closed. */
async function resident(page: Page): Promise<House> {
  const who = newcomer();
  const house = await loadHouse(page.request);
  await loadCommonNeeds(page.request, house, HOT_WATER);
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  return house;
}

/** What is gone from the paper was on the screen. */
async function expectSomethingToPress(page: Page): Promise<void> {
  expect(await page.getByRole('navigation').count()).toBeGreaterThan(0);
  expect(await page.getByRole('button').count()).toBeGreaterThan(0);
}

async function onPaper(page: Page): Promise<void> {
  await page.setViewportSize(SHEET);
  await page.emulateMedia({ media: 'print' });
}

/** A role is only seen where its element is. */
async function expectNothingToPress(page: Page): Promise<void> {
  for (const role of ['navigation', 'button', 'checkbox', 'combobox', 'textbox'] as const) {
    await expect(page.getByRole(role)).toHaveCount(0);
  }
}

/** Nothing reaches beyond the sheet, and no cell is wider than what is seen of it. */
async function expectWholeTables(page: Page): Promise<void> {
  const cut = await page.evaluate((width) => {
    const isCut = (element: Element): boolean =>
      element.getBoundingClientRect().right > width + 0.5 ||
      element.getBoundingClientRect().left < -0.5 ||
      element.scrollWidth > element.clientWidth + 1;
    const isSeen = (element: Element): boolean => element.getClientRects().length > 0;
    const parts = [...document.querySelectorAll('table, th, td, dt, dd')].filter(isSeen);
    const around = parts.flatMap((part) => part.parentElement ?? []);
    const all = [document.documentElement, ...parts, ...around];
    return all
      .filter((part) => getComputedStyle(part).display !== 'inline' && isCut(part))
      .map((part) => `${part.tagName} ${part.textContent.trim().slice(0, 40)}`);
  }, SHEET.width);
  expect(cut).toEqual([]);
}

/** The browser's own print is on so many sheets of A4 at most, of which none is empty. */
async function expectSheets(page: Page, most: number): Promise<void> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sheets = pdf.match(/\/MediaBox \[0 0 59[45][.\d]* 84[12]/gu) ?? [];
  expect(sheets.length).toBeGreaterThan(0);
  expect(sheets.length).toBeLessThanOrEqual(most);
}
