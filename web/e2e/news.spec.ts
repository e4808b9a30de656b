import { expect, test, type APIRequestContext, type Locator, type Page } from '@playwright/test';
import { exchangeKey, load, loadHouse, type House } from './support/house';
import { attach, newcomer, register, signIn } from './support/resident';

let house: House;
const who = newcomer();
const seed = Date.now().toString(36);

function item(code: string, title: string, more: object = {}): object {
  const published_at = new Date(Date.now() - 60_000).toISOString();
  return {
    code: `${seed}-${code}`,
    title,
    body: 'Текст',
    published_at,
    status: 'published',
    ...more,
  };
}

async function publish(request: APIRequestContext, ...items: object[]): Promise<void> {
  await load(request, 'news', items);
}

test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  house = await loadHouse(page.request);
  await publish(
    page.request,
    item('water', `Отключение воды ${seed}`, {
      body: 'С **9:00** до 17:00. <script>alert(1)</script> [Подробнее](https://uk.example.ru/a) ![План](https://evil.example/a.png)',
      pinned: true,
    }),
    item('draft', `Черновик ${seed}`, { status: 'draft' }),
  );
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await page.close();
});

/** The section, by its entry in the menu. */
async function open(page: Page, section: RegExp): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Разделы' });
  await menu.getByRole('link', { name: section }).click();
}

/**
 * A list may be some seconds old, and a browser keeps it for a minute: it is asked for anew until the item is there.
 * The page is never loaded again, as in a cabinet that stays open all day.
 */
async function listed(page: Page, headline: Locator): Promise<void> {
  await page.route('**/news?*', (route) =>
    route.continue({ headers: { ...route.request().headers(), 'cache-control': 'no-cache' } }),
  );
  await expect(async () => {
    await open(page, /^Начисления/);
    await open(page, /^Новости/);
    await expect(headline).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
}

test('news is counted in the menu until it has been read', async ({ page }) => {
  await page.goto('/news');
  await signIn(page, who);
  const entry = page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', {
    name: /^Новости/,
  });
  const headline = page.getByRole('link', { name: `Отключение воды ${seed}` });
  await expect(headline).toBeVisible();
  await expect(page.getByText(`Черновик ${seed}`)).toHaveCount(0);
  const line = page.getByRole('listitem').filter({ has: headline });
  await expect(line).toContainText('Закреплено');
  await expect(line).toContainText('Не прочитано');
  await expect(entry).toHaveAccessibleName(/непрочитан/);
  const before = Number(/\d+/.exec((await entry.textContent()) ?? '')?.[0]);

  await headline.click();
  await expect(
    page.getByRole('heading', { level: 1, name: `Отключение воды ${seed}` }),
  ).toBeVisible();
  // Text stays text, pictures become links, links are marked.
  await expect(page.getByText('<script>alert(1)</script>')).toBeVisible();
  const link = page.getByRole('link', { name: /Подробнее/ });
  await expect(link).toHaveAttribute('rel', 'noopener nofollow');
  await expect(page.getByRole('link', { name: /План/ })).toBeVisible();
  await expect(page.locator('main img')).toHaveCount(0);
  if (before > 1) await expect(entry).toContainText(String(before - 1));
  else await expect(entry).not.toHaveAccessibleName(/непрочитан/);

  await page.getByRole('main').getByRole('link', { name: 'Новости' }).click();
  await expect(line).toBeVisible();
  await expect(line).not.toContainText('Не прочитано');
});

test('a cabinet that was out of sight for a minute counts anew what is unread', async ({
  page,
}) => {
  await page.clock.install();
  await page.goto('/news');
  await signIn(page, who);
  const headline = page.getByRole('link', { name: `Отключение воды ${seed}` });
  await expect(headline).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => {
    const what = /(news|appeals\/unread)(\?|$)/u.exec(request.url())?.[1];
    if (what !== undefined) asked.push(what);
  });
  const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await comeBack();
  await page.clock.fastForward(61_000);
  expect(asked).toEqual([]);
  await comeBack();
  await expect.poll(() => asked.toSorted()).toEqual(['appeals/unread', 'news']);
  await page.route('**/news?*', (route) => route.abort());
  await page.clock.fastForward(61_000);
  const lost = page.waitForEvent('requestfailed');
  await comeBack();
  await lost;
  await expect(headline).toBeVisible();
});

test('what was taken back is told to be gone', async ({ page }) => {
  await publish(page.request, item('gone', `Ошибка ${seed}`));
  await page.goto('/news');
  await signIn(page, who);
  const headline = page.getByRole('link', { name: `Ошибка ${seed}` });
  await listed(page, headline);
  await publish(page.request, item('gone', `Ошибка ${seed}`, { status: 'withdrawn' }));
  await headline.click();
  await expect(page.getByRole('heading', { name: 'Этой новости больше нет' })).toBeVisible();
});

test('a page of news that does not come has its heading, its title and its way back', async ({
  page,
}) => {
  await page.goto('/news');
  await signIn(page, who);
  const headline = page.getByRole('link', { name: `Отключение воды ${seed}` });
  await expect(headline).toBeVisible();
  await page.route(/\/news\/[^/?]+$/u, (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }),
  );
  await headline.click();
  await expect(page.getByRole('button', { name: 'Повторить' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Новости' })).toBeVisible();
  await expect(page).toHaveTitle(/^Новости/u);
  await page.getByRole('main').getByRole('link', { name: 'Новости' }).click();
  await expect(headline).toBeVisible();
});

/** Sends a picture as an accounting system does; its id. */
async function sendPicture(request: APIRequestContext, buffer: Buffer): Promise<string> {
  const headers = { authorization: `Bearer ${exchangeKey()}` };
  const asked = await request.post('/api/exchange/v1/news/pictures', { headers });
  const form = (await asked.json()) as { id: string; url: string; fields: Record<string, string> };
  const file = { name: 'plan.png', mimeType: 'image/png', buffer };
  const sent = await request.post(form.url, { multipart: { ...form.fields, file } });
  expect(sent.status()).toBe(204);
  return form.id;
}

test('a picture of the company is shown, and nothing is fetched from elsewhere', async ({
  page,
  baseURL,
}) => {
  const dot =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const picture = await sendPicture(page.request, Buffer.from(dot, 'base64'));
  const body = `![План двора](picture:${picture}) ![Чужая](https://evil.example/a.png)`;
  await publish(page.request, item('plan', `План ${seed}`, { body }));
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '')) foreign.push(request.url());
  });
  await page.goto('/news');
  await signIn(page, who);
  const headline = page.getByRole('link', { name: `План ${seed}` });
  await listed(page, headline);
  await headline.click();
  const shown = page.getByRole('img', { name: 'План двора' });
  await expect(shown).toBeVisible();
  await expect
    .poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBe(1);
  await expect(page.getByRole('link', { name: /Чужая/ })).toBeVisible();
  expect(foreign).toEqual([]);
});
