import { expect, test, type Page } from '@playwright/test';
import { loadHouse } from './support/house';
import { loseAnswer } from './support/lost-answer';
import { newcomer, proveByAccessCode, register, signIn } from './support/resident';

const who = newcomer();

test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  await register(page, who);
  await page.close();
});

/** As many companies as are asked for, of 45; a word of the name leaves as many as it has letters. */
async function tellCompanies(page: Page): Promise<void> {
  await page.route(/\/api\/organizations\?/u, (route) => {
    const query = new URL(route.request().url()).searchParams;
    const asked = query.get('q') ?? '';
    const all = asked === '' ? 45 : asked === 'нет' ? 0 : asked.length;
    const shown = Math.min(Number(query.get('limit')), all);
    const items = Array.from({ length: shown }, (_, at) => ({ id: `c${at}`, name: `УК № ${at}` }));
    return route.fulfill({ json: { items, next_cursor: shown < all ? 'more' : null } });
  });
}

test('how many companies are found is told to who does not see the list', async ({ page }) => {
  await tellCompanies(page);
  await page.goto('/accounts/add?method=account_number');
  await signIn(page, who);
  const told = page.getByRole('main').getByRole('status');
  await expect(told).toHaveText('Организаций в списке: 20, это не все.');
  const search = page.getByLabel('Название организации');
  for (const [typed, words] of [
    ['дом', 'По запросу «дом» в списке: 3.'],
    ['нет', 'По запросу «нет» ничего не нашлось. Попробуйте часть названия.'],
    ['сад', 'По запросу «сад» в списке: 3.'],
    ['', 'Организаций в списке: 20, это не все.'],
  ] as const) {
    await search.fill(typed);
    await expect(told).toHaveText(words);
  }
});

test('more companies are read on by keys', async ({ page }) => {
  await tellCompanies(page);
  await page.goto('/accounts/add?method=account_number');
  await signIn(page, who);
  for (const first of [20, 40]) {
    await page.getByRole('button', { name: 'Показать ещё' }).press('Enter');
    await expect(page.getByRole('link', { name: `УК № ${first}`, exact: true })).toBeFocused();
  }
  await expect(page.getByRole('button', { name: 'Показать ещё' })).toHaveCount(0);
});

test('what must be filled in says so, and the number outlives a reload, but for the code', async ({
  page,
}) => {
  await page.goto('/register');
  await expect(page.getByRole('checkbox', { name: /Я ознакомился и принял/ })).toHaveAttribute(
    'required',
  );
  await page.goto('/sign-in');
  await signIn(page, who);
  await page.goto('/accounts/add?method=account_number&organization=nobody-has-this');
  const number = page.getByLabel('Номер лицевого счёта');
  const code = page.getByRole('textbox', { name: 'Код доступа' });
  await expect(number).toHaveAttribute('required');
  await expect(code).toHaveAttribute('required');
  await number.fill('100200300');
  await code.fill('SECRET77');
  await page.reload();
  await expect(number).toHaveValue('100200300');
  await expect(code).toHaveValue('');
  expect(await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]))).not.toContain(
    'SECRET77',
  );
});

test('an account whose addition was not answered is opened when it is added again', async ({
  page,
}) => {
  const house = await loadHouse(page.request);
  await page.goto('/accounts/add?method=account_number');
  await signIn(page, who);
  await loseAnswer(page, '**/api/accounts', 'POST');
  await proveByAccessCode(page, house);
  await expect(page.getByRole('alert')).toContainText('Нет связи');
  await page.getByRole('button', { name: 'Добавить лицевой счёт' }).click();
  await expect(page.getByRole('heading', { name: 'Сведения о лицевом счёте' })).toBeVisible();
  await expect(page.getByRole('main').getByText(house.number)).toBeVisible();
  await expect(page.getByRole('banner').getByText(`№ ${house.number}`)).toBeVisible();
});
