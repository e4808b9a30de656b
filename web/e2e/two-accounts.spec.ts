import { expect, test, type Page, type Route } from '@playwright/test';
import type { House } from './support/house';
import { moveIn } from './support/move-in';
import { attach, newcomer, signIn } from './support/resident';

const who = newcomer();
let house: House;

test.beforeAll(async ({ browser, baseURL }) => {
  house = await moveIn(browser, who);
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  await page.goto('/accounts/add');
  await signIn(page, who);
  await attach(page, { ...house, number: secondOf(house) });
  await page.close();
});

function secondOf({ number }: House): string {
  return number.replace(/^7/u, '8');
}

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

const PAGES = ['/', '/meters', '/payments/pay', '/charges', '/appeals/new', '/profile/account'];

for (const path of PAGES) {
  test(`a link to an account of somebody else shows none of one's own, ${path}`, async ({
    page,
  }) => {
    await page.goto(`${path}?account=somebody-elses`);
    await signIn(page, who);
    const main = page.getByRole('main');
    await expect(
      main.getByRole('heading', { name: 'Этот лицевой счёт не добавлен в ваш кабинет' }),
    ).toBeVisible();
    await expect(main.getByText(`Вы вошли как ${who.login}.`)).toBeVisible();
    await expect(main.getByRole('button')).toHaveCount(0);
    await expect(main.getByRole('link', { name: 'Добавить лицевой счёт' })).toBeVisible();
    const choice = page.getByRole('combobox', { name: 'Лицевой счёт' });
    await expect(choice.locator('option:checked')).toHaveText('Выберите лицевой счёт');

    await main.getByRole('link', { name: `№ ${secondOf(house)}` }).click();
    await expect(page).toHaveURL(({ pathname }) => pathname === path);
    await expect(choice.locator('option:checked')).toContainText(`№ ${secondOf(house)}`);
    await expect(main.getByText('не добавлен в ваш кабинет')).toHaveCount(0);
    await expect(choice.getByRole('option', { name: 'Выберите лицевой счёт' })).toHaveCount(0);
  });
}

test('the menu leads from such a link to what one has', async ({ page }) => {
  await page.goto('/meters?account=somebody-elses');
  await signIn(page, who);
  const menu = page.getByRole('navigation', { name: 'Разделы' });
  await menu.getByRole('link', { name: 'Начисления' }).click();
  await expect(page.getByRole('heading', { name: 'Как получилась сумма' })).toBeVisible();
});

test('once the account of the address is taken out, another one is looked at', async ({ page }) => {
  await page.goto('/profile');
  await signIn(page, who);
  const main = page.getByRole('main');
  await main
    .getByRole('listitem')
    .filter({ hasText: secondOf(house) })
    .getByRole('link', { name: 'Открыть' })
    .click();
  await page.getByRole('link', { name: 'Мой профиль' }).click();
  await expect(page).toHaveURL(/account=/u);
  await page.getByRole('button', { name: `Убрать из кабинета: № ${secondOf(house)}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Убрать из кабинета' }).click();
  const told = main.getByRole('status').filter({ hasText: `${secondOf(house)} убран из кабинета` });
  await expect(told).toBeFocused();
  await expect(page).not.toHaveURL(/account=/u);
  await expect(page.getByRole('banner').getByText(`№ ${house.number}`)).toBeVisible();

  await page.goBack();
  await expect(main.getByText('не добавлен в ваш кабинет')).toBeVisible();
  await attach(page, { ...house, number: secondOf(house) });
});

test('whatever leads on inside the cabinet stays with the account that is looked at', async ({
  page,
}) => {
  await page.goto('/profile');
  await signIn(page, who);
  const choice = page.getByRole('combobox', { name: 'Лицевой счёт' });
  await choice.selectOption({ index: 1 });
  const second = choice.locator('option:checked');
  const words = (await second.textContent()) ?? '';
  await expect(page).toHaveURL(/account=/u);
  for (const add of await page.getByRole('link', { name: 'Добавить лицевой счёт' }).all()) {
    await expect(add).toHaveAttribute('href', /\?account=/u);
  }
  await page.getByRole('link', { name: 'Добавить лицевой счёт' }).first().click();
  await page.getByRole('radio', { name: /Номер лицевого счёта/ }).check();
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByLabel('Название организации').fill(house.organization);
  await page.getByRole('link', { name: house.organization }).click();
  await expect(page.getByLabel('Номер лицевого счёта')).toBeVisible();
  await expect(second).toHaveText(words);
  await page.getByRole('banner').getByRole('link', { name: 'Личный кабинет потребителя' }).click();
  await expect(page.getByRole('heading', { name: 'Сведения о лицевом счёте' })).toBeVisible();
  await expect(second).toHaveText(words);
});
