import {
  expect,
  request,
  test,
  type APIRequestContext,
  type Locator,
  type Page,
} from '@playwright/test';
import { describeCompany, describeHouse, loadHouse, speakFor, type House } from './support/house';
import { loadMeterDue, loadMeters, loadReading } from './support/meters';
import { attach, newcomer, register, signIn, type Resident } from './support/resident';
import { IS_BUILT, OwnSystem } from './support/system';

test.skip(!IS_BUILT, 'The local system is not built: set LOCAL_SYSTEM to its program.');

const MOSCOW = { time_zone: 'Europe/Moscow', readings_window: { from_day: 15, to_day: 25 } };
const who: Resident = newcomer();
/** The first of the month that the tests live in: the next one, for the clock goes on only. */
const first = new Date();
first.setUTCDate(1);
first.setUTCMonth(first.getUTCMonth() + 1);
/** The company takes no readings of meters past their verification. */
const REFUSING = {
  policies: {
    negative_odn: 'carry',
    odn_above_cap: false,
    odn_check: 'warn',
    overdue_verification: 'refuse',
  },
};
let system: OwnSystem;
let accounting: APIRequestContext;
let house: House;

test.beforeAll(async ({ browser }) => {
  system = await OwnSystem.begin();
  speakFor(system.key);
  accounting = await request.newContext({ baseURL: system.url });
  house = await loadHouse(accounting);
  await describeCompany(accounting, house, MOSCOW);
  await loadMeters(accounting, house, { 'Х-1': '123.45', 'Х-2': '50' });
  const page = await browser.newPage({ baseURL: system.url });
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await page.close();
});

test.afterAll(async () => {
  speakFor();
  await system.end();
  await accounting.dispose();
});

/** A moment of the month, UTC. */
function moment(day: number, time: string): Date {
  return new Date(`${dayOf(day)}T${time}:00Z`);
}

/** A day of the month as the exchange writes it; the month has no end, so 80 is a day of a later one. */
function dayOf(day: number): string {
  const date = new Date(first);
  date.setUTCDate(day);
  return date.toISOString().slice(0, 10);
}

/** The same for people: «15 октября 2026». */
function inWords(day: number, month = 0): string {
  const date = new Date(first);
  date.setUTCMonth(date.getUTCMonth() + month);
  date.setUTCDate(day);
  return new Intl.DateTimeFormat('ru-RU', { dateStyle: 'long', timeZone: 'UTC' })
    .format(date)
    .replace(/\s*г\.$/u, '');
}

/** The page of the readings at this moment. */
async function at(page: Page, day: number, time: string): Promise<void> {
  await system.goTo(moment(day, time));
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(`${system.url}/sign-in`);
  await signIn(page, who);
  await page.goto(`${system.url}/meters`);
  await expect(card(page, 'Х-1')).toBeVisible();
}

function card(page: Page, serial: string): Locator {
  return page.locator('section', { hasText: `Счётчик № ${serial}` }).first();
}

function value(page: Page, serial: string): Locator {
  return page.getByRole('group', { name: `Счётчик № ${serial}` }).getByLabel('Показание сейчас');
}

const submit = (page: Page): Locator => page.getByRole('button', { name: 'Передать показания' });

test('before the window the page says when it opens and that nothing is to be done', async ({
  page,
}) => {
  await at(page, 10, '09:00');
  const notice = page.getByRole('heading', { name: `Приём показаний откроется ${inWords(15)}` });
  await expect(notice).toBeVisible();
  await expect(
    page.getByText(
      `Передать показания можно будет с ${inWords(15)} по ${inWords(25)}. Сейчас ничего делать не нужно.`,
    ),
  ).toBeVisible();
  await expect(page.getByLabel('Показание сейчас')).toHaveCount(0);
  await expect(submit(page)).toHaveCount(0);
});

test('a house may have days of its own', async ({ page }) => {
  await describeHouse(accounting, house, { readings_window: { from_day: 8, to_day: 12 } });
  await at(page, 10, '10:00');
  await expect(
    page.getByRole('heading', { name: `Передайте показания до ${inWords(12)} включительно` }),
  ).toBeVisible();
  await expect(value(page, 'Х-1')).toBeVisible();
  await describeHouse(accounting, house, {});
  await page.reload();
  await expect(page.getByRole('heading', { name: /^Приём показаний откроется/ })).toBeVisible();
});

test('within the window the page says until when, and how many days are left', async ({ page }) => {
  await at(page, 20, '09:00');
  await expect(
    page.getByRole('heading', { name: `Передайте показания до ${inWords(25)} включительно` }),
  ).toBeVisible();
  await expect(page.getByText('Осталось: 5 дней.')).toBeVisible();
  await value(page, 'Х-1').fill('124');
  await expect(submit(page)).toBeVisible();
  await value(page, 'Х-1').fill('');
});

test('what the company has read in the window is not asked for again', async ({ page }) => {
  await at(page, 20, '10:00');
  const missing = page.locator('section', { hasText: 'Если не передать показания' });
  await expect(missing).toContainText('№ Х-2');
  await loadReading(accounting, house, {
    meter: 'Х-2',
    taken_on: dayOf(19),
    values: ['52.5'],
    source: 'company',
  });
  await page.reload();
  await expect(card(page, 'Х-2')).toContainText(
    /Показание за этот месяц уже есть: 52,5\s*м³, 19\s.*, внесено управляющей организацией/,
  );
  await expect(value(page, 'Х-2')).toHaveCount(0);
  await expect(missing).toContainText('№ Х-1');
  await expect(missing).not.toContainText('№ Х-2');

  await card(page, 'Х-2').getByRole('button', { name: 'Передать своё показание' }).click();
  await value(page, 'Х-2').fill('51');
  await submit(page).click();
  const below = `Показание 51 меньше предыдущего, 52,5 от ${inWords(19)}`;
  await expect(page.getByRole('alert')).toContainText(below);
  await value(page, 'Х-2').fill('');
});

test('a verification is warned of from 60 days before and red with its date after', async ({
  page,
}) => {
  await loadMeterDue(accounting, house, 'П-61', dayOf(20 + 61));
  await loadMeterDue(accounting, house, 'П-60', dayOf(20 + 60));
  await loadMeterDue(accounting, house, 'П-0', dayOf(20));
  await loadMeterDue(accounting, house, 'П-9', dayOf(19));
  await at(page, 20, '11:00');
  const notice = (serial: string): Locator => card(page, serial).locator('.notice');
  const colour = (locator: Locator) =>
    locator.evaluate((element) => getComputedStyle(element).borderLeftColor);

  await expect(card(page, 'П-61')).toContainText(`Поверка до ${inWords(20 + 61)}`);
  await expect(notice('П-61')).toHaveCount(0);
  await expect(notice('П-60')).toContainText(`Срок поверки истекает ${inWords(20 + 60)}`);
  await expect(notice('П-0')).toContainText(`Срок поверки истекает ${inWords(20)}`);
  await expect(notice('П-9')).toContainText(`Срок поверки истёк ${inWords(19)}`);
  const red = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--color-danger)';
    return getComputedStyle(probe).color;
  });
  expect(await colour(notice('П-9'))).toBe(red);
  expect(await colour(notice('П-60'))).not.toBe(red);
});

test('a meter whose readings the company refuses says so and is not asked for', async ({
  page,
}) => {
  await describeCompany(accounting, house, { ...MOSCOW, ...REFUSING });
  await at(page, 20, '12:00');
  await expect(card(page, 'П-9')).toContainText('его показания не принимаются');
  await expect(value(page, 'П-9')).toHaveCount(0);
  await expect(value(page, 'П-0')).toBeVisible();
  await describeCompany(accounting, house, MOSCOW);
  await page.reload();
  await expect(value(page, 'П-9')).toBeVisible();
  await expect(card(page, 'П-9')).not.toContainText('не принимаются');
});

test('the last day of the window is told, and ends at midnight of the company', async ({
  page,
}) => {
  await at(page, 25, '20:30');
  await expect(page.getByText('Сегодня последний день.')).toBeVisible();
  await expect(value(page, 'Х-1')).toBeVisible();

  // In Samara it is half past midnight already.
  await describeCompany(accounting, house, { ...MOSCOW, time_zone: 'Europe/Samara' });
  await page.reload();
  await expect(
    page.getByRole('heading', { name: `Приём показаний закончился ${inWords(25)}` }),
  ).toBeVisible();
  await expect(page.getByLabel('Показание сейчас')).toHaveCount(0);
  // A house may stand in another zone than its company.
  const window = { ...MOSCOW.readings_window, time_zone: 'Europe/Moscow' };
  await describeHouse(accounting, house, { readings_window: window });
  await page.reload();
  await expect(page.getByText('Сегодня последний день.')).toBeVisible();

  await describeHouse(accounting, house, {});
  await describeCompany(accounting, house, MOSCOW);
  await page.reload();
  await expect(page.getByText('Сегодня последний день.')).toBeVisible();
});

test('what is sent after the window closed is refused with the next days, and stays', async ({
  page,
}) => {
  await at(page, 25, '20:55');
  await value(page, 'Х-1').fill('130');
  await system.goTo(moment(25, '21:05'));
  await submit(page).click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary).toContainText('Показания сейчас не принимаются');
  await expect(summary).toContainText(`Передайте их с ${inWords(15, 1)} по ${inWords(25, 1)}`);
  await expect(value(page, 'Х-1')).toHaveValue('130');
});

test('after the window the page says when the next one is and whom to call', async ({ page }) => {
  await at(page, 26, '09:00');
  await expect(
    page.getByRole('heading', { name: `Приём показаний закончился ${inWords(25)}` }),
  ).toBeVisible();
  await expect(
    page.getByText(
      `Следующие показания передайте с ${inWords(15, 1)} по ${inWords(25, 1)}. Если вы не успели, позвоните в управляющую организацию`,
    ),
  ).toBeVisible();
  await expect(submit(page)).toHaveCount(0);
});

test('after the window who misses nothing that could be sent is told so, and to call nobody', async ({
  page,
}) => {
  // Of the others one is read, and the rest is past its verification.
  await describeCompany(accounting, house, { ...MOSCOW, ...REFUSING });
  const read = { taken_on: dayOf(25), source: 'company' } as const;
  await loadReading(accounting, house, { ...read, meter: 'П-61', values: ['11'] });
  await loadReading(accounting, house, { ...read, meter: 'П-60', values: ['11'] });
  await at(page, 26, '10:00');
  const ended = page.getByRole('heading', { name: /^Приём показаний закончился/ });
  await expect(ended).toBeVisible();
  await loadReading(accounting, house, { ...read, meter: 'Х-1', values: ['131'] });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Все показания переданы' })).toBeVisible();
  await expect(
    page.getByText(
      `Сейчас ничего делать не нужно. Следующие показания передайте с ${inWords(15, 1)} по ${inWords(25, 1)}.`,
    ),
  ).toBeVisible();
  await expect(ended).toHaveCount(0);
  await expect(page.getByText(/позвоните/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Передать своё показание' })).toHaveCount(0);
  await describeCompany(accounting, house, MOSCOW);
});
