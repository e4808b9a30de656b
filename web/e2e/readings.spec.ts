import { expect, test, type Locator, type Page } from '@playwright/test';
import { loadHouse, loadMeters, type House } from './support/house';
import { attach, newcomer, register, signIn, type Resident } from './support/resident';

const who: Resident = newcomer();
let house: House;

test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  house = await loadHouse(page.request);
  await loadMeters(page.request, house, {
    'Д-1': '123.45',
    'Н-2': '99998',
    'С-3': '10',
    'О-4': '200',
  });
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await page.close();
});

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto('/sign-in');
  await signIn(page, who);
  await page.goto('/meters');
});

function meter(page: Page, serial: string): Locator {
  return page.getByRole('group', { name: `Счётчик № ${serial}` });
}

function value(page: Page, serial: string): Locator {
  return meter(page, serial).getByLabel('Показание сейчас');
}

async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Передать показания' }).click();
}

test('readings are entered with their consumption, sent, and corrected within the window', async ({
  page,
}) => {
  // The keyboard of a phone covers the other half.
  await page.setViewportSize({ width: 360, height: 320 });
  await value(page, 'Д-1').fill('128,95');
  await expect(meter(page, 'Д-1')).toContainText(/Расход 5,5\s*м³/);
  await value(page, 'Д-1').press('Enter');
  await expect(page.getByText('Принято: 1')).toBeVisible();

  const card = page.locator('section', { hasText: 'Д-1' });
  await expect(card).toContainText(/Передано .*: 128,95\s*м³/);
  await card.getByRole('button', { name: 'Исправить' }).click();
  await value(page, 'Д-1').fill('127');
  await submit(page);
  await expect(card).toContainText(/Передано .*: 127\s*м³/);

  await card.getByRole('button', { name: /^История показаний/ }).click();
  const history = page.getByRole('table', { name: /История показаний/ });
  await expect(history.getByRole('row', { name: /исправлено/ })).toContainText('128,95');
  await expect(history.getByRole('row')).toHaveCount(4);
});

test('a rollover is a question with the numbers in it', async ({ page }) => {
  await value(page, 'Н-2').fill('3');
  await submit(page);
  const card = meter(page, 'Н-2');
  await expect(card).toContainText(/Было 99\s998, стало 3.*расход — 5\s*м³/);
  await card.getByRole('button', { name: 'Да, показание верное' }).click();
  await expect(page.getByText('Принято: 1')).toBeVisible();
});

test('a jump is a question, and «no» leads back to the number', async ({ page }) => {
  await value(page, 'С-3').fill('460');
  await submit(page);
  await expect(meter(page, 'С-3')).toContainText(/Расход 450\s*м³ — больше обычного/);
  await meter(page, 'С-3').getByRole('button', { name: 'Нет, исправлю' }).click();
  await expect(value(page, 'С-3')).toBeFocused();
  await expect(value(page, 'С-3')).toHaveValue('460');
  await value(page, 'С-3').fill('');
});

test('what was typed survives a lost connection and a closed tab', async ({ page, context }) => {
  await value(page, 'О-4').fill('203,5');
  await context.setOffline(true);
  await submit(page);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(value(page, 'О-4')).toHaveValue('203,5');
  await page.close();

  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto('/meters');
  await expect(value(again, 'О-4')).toHaveValue('203,5');
  await submit(again);
  await expect(again.getByText('Принято: 1')).toBeVisible();
  await again.reload();
  await expect(again.locator('section', { hasText: 'О-4' })).toContainText(/Передано .*203,5/);
  await expect(again.getByText('Мы сохранили то, что вы вводили')).toBeHidden();
});

test('a value that cannot be says so at the field and in the summary', async ({ page }) => {
  await value(page, 'С-3').fill('9');
  await submit(page);
  const summary = page.getByRole('alert');
  await expect(summary).toContainText('Показание 9 меньше предыдущего, 10');
  await summary.getByRole('link').click();
  await expect(value(page, 'С-3')).toBeFocused();
});
