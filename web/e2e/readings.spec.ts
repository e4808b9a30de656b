import { expect, test, type Locator } from '@playwright/test';
import { period, type House } from './support/house';
import {
  loadDailyReadings,
  loadMeterOfZones,
  loadMeters,
  loadReading,
  loadTariffsOfZones,
} from './support/meters';
import { meter, submit, value } from './support/meter-page';
import { moveIn } from './support/move-in';
import { newcomer, signIn, type Resident } from './support/resident';
import { expectInSight } from './support/sight';

const who: Resident = newcomer();
let house: House;

test.beforeAll(async ({ browser }) => {
  house = await moveIn(browser, who, async (request, home) => {
    await loadMeters(request, home, {
      'Д-1': '123.45',
      'Н-2': '99998',
      'С-3': '10',
      'О-4': '200',
      'Б-5': '50',
      'А-6': '1000',
      'К-7': '203.5',
      'И-8': '20',
    });
    await loadMeterOfZones(request, home, 'Т-9', ['1000', '99990', '500']);
    await loadDailyReadings(request, home, 'А-6', 75);
    await loadTariffsOfZones(request, home);
  });
});

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto('/sign-in');
  await signIn(page, who);
  await page.goto('/meters');
});

test('readings are entered with their consumption, sent, and corrected within the window', async ({
  page,
}) => {
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
  const replaced = history.getByRole('row', { name: /исправлено/ });
  await expect(replaced).toContainText('128,95');
  await expect(replaced.getByText(/128,95/)).toHaveCSS('text-decoration-line', 'line-through');
  await expect(history.getByText(/^127/)).toHaveCSS('text-decoration-line', 'none');
  await expect(history.getByRole('row')).toHaveCount(4);
});

test('a rollover is a question with the numbers in it', async ({ page }) => {
  await value(page, 'Н-2').fill('3');
  await submit(page);
  const card = meter(page, 'Н-2');
  await expect(card).toContainText(/Счётчик №\sН-2: было 99\s998, стало 3.*расход — 5\s*м³/);
  await card.getByRole('button', { name: 'Да, верно' }).click();
  await expect(page.getByText('Принято: 1')).toBeVisible();
});

test('a jump is a question, and «no» leads back to the number', async ({ page }) => {
  await value(page, 'С-3').fill('460');
  await submit(page);
  await expect(meter(page, 'С-3')).toContainText(
    /Счётчик №\sС-3: расход 450\s*м³ — больше обычного/,
  );
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

test('with the keyboard open the field and what is said of it stay in sight', async ({ page }) => {
  const first = value(page, 'К-7');
  await first.focus();
  // The keyboard comes up and leaves the upper half.
  await page.setViewportSize({ width: 360, height: 300 });
  await expectInSight(first);
  await expectInSight(meter(page, 'К-7').getByText('Показание сейчас'));
  await page.keyboard.type('210');
  await expectInSight(first);
  await expectInSight(meter(page, 'К-7').getByText(/Расход 6,5/));

  const second = value(page, 'С-3');
  await second.focus();
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  const summary = page.getByRole('alert');
  await expectInSight(summary.getByRole('link'));
  await summary.getByRole('link').click();
  await expect(second).toBeFocused();
  await expectInSight(second);
  await expectInSight(meter(page, 'С-3').getByText(/Показание 9 меньше предыдущего, 10/));
  await second.fill('');
});

test('a meter of two zones is one card, with what each zone costs', async ({ page }) => {
  const power = meter(page, `ЭМ-${house.number}`);
  await power.getByLabel('Показание сейчас, день').fill('10340');
  await submit(page);
  await expect(page.getByRole('alert')).toContainText('Введите показания всех зон этого счётчика');
  await power.getByLabel('Показание сейчас, ночь').fill('4230,5');
  await expect(power).toContainText(/Расход 150,5\s*кВт·ч, примерно 698\s*₽ по тарифу/);
  await submit(page);
  const card = page.locator('section', { hasText: `ЭМ-${house.number}` }).first();
  await expect(card).toContainText(/Передано .*: день 10\s*340\s*кВт·ч, ночь 4\s*230,5\s*кВт·ч/);
  await expect(card).toContainText('Срок поверки истёк 1');
  await expect(
    page.getByRole('listitem').filter({ hasText: `№ ЭМ-${house.number}` }),
  ).toContainText('Пока счётчик не поверен, даже если передать показания, начислят по нормативу');
});

test('what was accepted is shown as sent even if the connection is lost right after', async ({
  page,
}) => {
  await value(page, 'Б-5').fill('52,5');
  await page.route('**/meters', (route) => route.abort());
  await submit(page);
  await expect(page.getByText('Принято: 1')).toBeVisible();
  const card = page.locator('section', { hasText: 'Б-5' });
  await expect(card).toContainText(/Передано .*: 52,5\s*м³/);
  await expect(card).toContainText(/Расход 2,5\s*м³/);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a long history is read to its end', async ({ page }) => {
  const card = page.locator('section', { hasText: 'А-6' });
  await card.getByRole('button', { name: /^История показаний/ }).click();
  const rows = card.getByRole('table', { name: /История показаний/ }).getByRole('row');
  await expect(rows).toHaveCount(61);
  await card.getByRole('button', { name: 'Показать ещё' }).click();
  await expect(rows).toHaveCount(77);
  await expect(rows.last()).toContainText('при установке');
  await expect(card.getByRole('button', { name: 'Показать ещё' })).toHaveCount(0);
});

test('a meter of three zones is one card; a rollover names its zone, and «no» leads to it', async ({
  page,
}) => {
  const power = meter(page, 'Т-9');
  const zone = (name: string): Locator => power.getByLabel(`Показание сейчас, ${name}`);
  await zone('день').fill('1100');
  await zone('ночь').fill('5');
  await zone('пик').fill('520,5');
  await submit(page);
  await expect(power).toContainText(
    /Счётчик №\sТ-9, ночь: было 99\s990, стало 5.*расход — 15\s*кВт·ч/,
  );
  await power.getByRole('button', { name: 'Нет, исправлю' }).click();
  await expect(zone('ночь')).toBeFocused();
  await expect(zone('день')).toHaveValue('1100');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('99991');
  await expect(power).toContainText(/Расход 121,5\s*кВт·ч/);
  await submit(page);
  const card = page.locator('section', { hasText: 'Т-9' }).first();
  await expect(card).toContainText(
    /Передано .*: день 1\s*100\s*кВт·ч, ночь 99\s*991\s*кВт·ч, пик 520,5\s*кВт·ч/,
  );
  await expect(card).toContainText(/Расход день 100\s*кВт·ч, ночь 1\s*кВт·ч, пик 20,5\s*кВт·ч/);
});

test('the history tells by month and in a table what went through, and who told it', async ({
  page,
  request,
}) => {
  const read = { meter: 'И-8', source: 'company' } as const;
  await loadReading(request, house, { ...read, taken_on: `${period(3)}-15`, values: ['24'] });
  await loadReading(request, house, {
    ...read,
    source: 'automatic',
    taken_on: `${period(2)}-15`,
    values: ['31.5'],
  });
  await loadReading(request, house, { ...read, taken_on: `${period(1)}-15`, values: ['35'] });
  await page.reload();
  await value(page, 'И-8').fill('36');
  await value(page, 'И-8').press('Enter');
  await expect(page.getByText('Принято: 1')).toBeVisible();

  const card = page.locator('section', { hasText: 'И-8' }).first();
  await card.getByRole('button', { name: /^История показаний/ }).click();
  const rows = card.getByRole('table', { name: /История показаний/ }).getByRole('row');
  await expect(rows).toHaveText([
    /Дата/,
    /передано вами.*36\s*м³.*1\s*м³/,
    /внесено управляющей организацией.*35\s*м³.*3,5\s*м³/,
    /передано счётчиком.*31,5\s*м³.*7,5\s*м³/,
    /внесено управляющей организацией.*24\s*м³.*4\s*м³/,
    /при установке.*20\s*м³/,
  ]);
  await expect(card.getByRole('heading', { name: 'Расход по месяцам' })).toBeVisible();
  await expect(card.getByText(/Больше всего — 7,5\s*м³/)).toBeVisible();
  const chart = card.getByRole('figure');
  await expect(chart.locator('rect')).toHaveCount(4);
  await chart.getByText('Показать числа таблицей').click();
  const months = chart.getByRole('table', { name: 'Расход по месяцам' }).getByRole('row');
  await expect(months).toHaveText([/Месяц/, /4\s*м³/, /7,5\s*м³/, /3,5\s*м³/, /1\s*м³/]);
});
