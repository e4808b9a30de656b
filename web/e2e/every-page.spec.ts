import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { load, loadHouse } from './support/house';
import { payOnline } from './support/pay';
import { loadServices, placeOrder, writeAppeal } from './support/requests';
import { attach, newcomer, register, signIn, type Resident } from './support/resident';

const open = [
  '/sign-in',
  '/register',
  '/activation#token=nobody-has-this',
  '/activation/resend',
  '/unsubscribe#token=nobody-has-this',
  '/password/forgot',
  '/password/reset#token=not-used',
  '/email#token=nobody-has-this',
  '/goodbye',
  '/agreement',
  '/agreement?version=2026-10-01',
  '/help',
  '/no-such-page',
];
const closed = [
  '/',
  '/charges',
  '/payments',
  '/odn',
  '/payments/pay',
  '/meters',
  '/organization',
  '/appeals',
  '/appeals/new',
  '/appeals/appeal?appeal=nobody-has-this',
  '/orders',
  '/orders/new?service=tap',
  '/orders/new?service=nobody-has-this',
  '/orders/order?order=nobody-has-this',
  '/news',
  '/news/item?news=nobody-has-this',
  '/rating',
  '/profile',
  '/profile/account',
  '/profile/mailings',
  '/profile/password',
  '/profile/email',
  '/profile/devices',
  '/profile/actions',
  '/profile/erase',
  '/accounts/add',
  '/accounts/add?method=account_number',
];

const who: Resident = newcomer();
const NOTICE = `Отключение горячей воды ${Date.now().toString(36)}`;

/** A notice with everything that Markdown can. */
async function loadNotice(request: APIRequestContext): Promise<void> {
  const body =
    '# Когда\n\n|Дом|Часы|\n|-|-|\n|5|с 9:00 до 17:00|\n\n> Сделайте запас воды.\n\n1. [Подробнее](https://uk.example.ru/a)\n\n`код`\n\n---\n\nСпасибо';
  const published_at = new Date(Date.now() - 60_000).toISOString();
  const row = {
    code: NOTICE.replaceAll(' ', '-'),
    title: NOTICE,
    body,
    published_at,
    status: 'published',
  };
  await load(request, 'news', [row]);
}

test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  const house = await loadHouse(page.request);
  // Before anybody looks: a list of news is kept for some time.
  await loadNotice(page.request);
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await payOnline(page, '10,00');
  // The page of the payment, and what it says for a bank.
  closed.push(here(page), `/payments/confirmation${new URL(page.url()).search}`);
  await loadServices(page.request);
  await page.goto('/news');
  await page.getByRole('link', { name: NOTICE }).click();
  await expect(page.getByRole('heading', { level: 1, name: NOTICE })).toBeVisible();
  closed.push(here(page));
  await writeAppeal(page, 'Длинная тема обращения, которая не помещается в одну строку телефона');
  closed.push(here(page));
  await placeOrder(page, 'Замена смесителя');
  closed.push(here(page));
  closed.push(await thirdStep(page, house.organization));
  await page.close();
});

/** Of adding an account: a company was chosen, what proves the account is asked for. */
async function thirdStep(page: Page, organization: string): Promise<string> {
  await page.goto('/accounts/add?method=account_number');
  await page.getByLabel('Название организации').fill(organization);
  await page.getByRole('link', { name: organization }).click();
  await expect(page.getByLabel('Номер лицевого счёта')).toBeVisible();
  return here(page);
}

function here(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

/**
 * Each width and each theme is looked at whole once; in the other two pairs the frame, which is the same on all pages,
 * stands for them, and every page still has to fit.
 */
const whole = new Set(['360 light', '1280 dark']);
const frames = new Set(['/sign-in', '/']);

for (const width of [360, 1280]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`at ${width} in ${colorScheme}`, () => {
      const accessible = (path: string) => whole.has(`${width} ${colorScheme}`) || frames.has(path);
      test.use({ viewport: { width, height: width === 360 ? 640 : 800 }, colorScheme });

      test('the open pages stand', async ({ page, baseURL }) => {
        const faults = watch(page, baseURL ?? '');
        for (const path of open) await inspect(page, path, accessible(path));
        expect(faults).toEqual([]);
      });

      test('the pages of the cabinet stand', async ({ page, baseURL }) => {
        test.slow();
        const faults = watch(page, baseURL ?? '');
        await page.goto('/sign-in');
        await signIn(page, who);
        for (const path of closed) {
          await inspect(page, path, accessible(path));
          // On a phone it is in the menu.
          await expect(page.locator('button', { hasText: 'Выход' }).first(), path).toBeAttached();
        }
        expect(faults).toEqual([]);
      });
    });
  }
}

test('the menu of a phone stands', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto('/sign-in');
  await signIn(page, who);
  await page.getByRole('button', { name: 'Разделы' }).click();
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
  await expectAccessible(page, 'the open menu');
});

/** Collects requests that leave the site and refusals of the content security policy. */
function watch(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/u.test(url)) faults.push(url);
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return faults;
}

async function inspect(page: Page, path: string, accessible: boolean): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll, `${path} scrolls sideways`).toBeLessThanOrEqual(client);
  if (accessible) await expectAccessible(page, path);
}
