import { expect, test, type Page, type Route } from '@playwright/test';
import { moveIn } from './support/move-in';
import { attach, newcomer, signIn } from './support/resident';

const who = newcomer();

test.beforeAll(async ({ browser, baseURL }) => {
  const house = await moveIn(browser, who);
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  await page.goto('/accounts/add');
  await signIn(page, who);
  await attach(page, { ...house, number: house.number.replace(/^7/u, '8') });
  await page.close();
});

function headline(account: string): object {
  return {
    id: `n-${account}`,
    title: `Новость счёта ${account}`,
    published_at: '2026-01-01T00:00:00Z',
    pinned: false,
    read: false,
  };
}

/** Every account has news of its own; the answers for the second wait until they are let go. */
async function tellNews(page: Page): Promise<() => void> {
  let letGo = (): void => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  const of = (route: Route) => /accounts\/([^/]+)\//u.exec(route.request().url())?.[1] ?? '';
  let first: string | undefined;
  await page.route('**/news?*', async (route) => {
    first ??= of(route);
    if (of(route) !== first) await gone;
    const title = of(route) === first ? 'первого' : 'второго';
    await route.fulfill({ json: { items: [headline(title)], next_cursor: null } });
  });
  return () => {
    letGo();
  };
}

for (const path of ['/news', '/']) {
  test(`nothing of one account is shown for another, ${path}`, async ({ page }) => {
    const letGo = await tellNews(page);
    await page.goto(path);
    await signIn(page, who);
    const main = page.getByRole('main');
    const first = main.getByRole('link', { name: 'Новость счёта первого' });
    const menu = page.getByRole('navigation', { name: 'Разделы' });
    await expect(first).toBeVisible();
    await expect(menu.getByRole('link', { name: /^Новости/ })).toHaveAccessibleName(/непрочитан/);

    await page.getByRole('combobox', { name: 'Лицевой счёт' }).selectOption({ index: 1 });
    await expect(page).toHaveURL(/account=/);
    await expect(first).toHaveCount(0);
    await expect(menu.getByRole('link', { name: /^Новости/ })).not.toHaveAccessibleName(
      /непрочитан/,
    );
    letGo();
    await expect(main.getByRole('link', { name: 'Новость счёта второго' })).toBeVisible();
  });
}
