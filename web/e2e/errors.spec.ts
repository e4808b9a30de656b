import { expect, test, type Page } from '@playwright/test';
import { loadHouse, type House } from './support/house';
import {
  fillRegistration,
  newcomer,
  proveByAccessCode,
  register,
  signIn,
} from './support/resident';

let house: House;

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  house = await loadHouse(request);
  await request.dispose();
});

test('an empty registration names every field and leads to the first', async ({ page }) => {
  await page.goto('/register');
  await page.getByRole('button', { name: 'Зарегистрироваться' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveCount(6);
  await summary.getByRole('link', { name: 'Придумайте имя пользователя' }).click();
  await expect(page.getByLabel('Имя пользователя')).toBeFocused();
});

test('a wrong code from the image keeps what was typed and brings a new image', async ({
  page,
}) => {
  const who = newcomer();
  await fillRegistration(page, who);
  await page.getByLabel('Код с изображения').fill('wrong0');
  const [renewed] = await Promise.all([
    page.waitForResponse('**/api/auth/captcha'),
    page.getByRole('button', { name: 'Зарегистрироваться' }).click(),
  ]);
  expect(renewed.ok()).toBe(true);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel('Код с изображения')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Код с изображения')).toHaveValue('');
  await expect(page.getByLabel('Имя пользователя')).toHaveValue(who.login);
});

test('a taken login is told under its field', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await fillRegistration(page, { ...newcomer(), login: who.login.toUpperCase() });
  await page.getByRole('button', { name: 'Зарегистрироваться' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel('Имя пользователя')).toHaveAttribute('aria-invalid', 'true');
});

test('passwords that differ are told before anything is sent', async ({ page }) => {
  await fillRegistration(page, newcomer());
  await page.getByRole('textbox', { name: 'Подтверждение пароля' }).fill('other_1');
  let sent = false;
  page.on('request', (request) => (sent ||= request.url().endsWith('/api/auth/register')));
  await page.getByRole('button', { name: 'Зарегистрироваться' }).click();
  await expect(page.getByRole('alert')).toContainText('Пароли не совпадают');
  expect(sent).toBe(false);
});

test('a wrong password and an account that is not confirmed are told apart in words', async ({
  page,
}) => {
  const who = newcomer();
  await fillRegistration(page, who);
  await page.getByRole('button', { name: 'Зарегистрироваться' }).click();
  await page.getByRole('link', { name: 'Перейти ко входу' }).click();

  await page.getByLabel('Имя пользователя').fill(who.login);
  await page.getByRole('textbox', { name: 'Пароль' }).fill('Not_this1');
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('alert')).toContainText('Не удалось войти');
  await expect(page.getByRole('alert')).toContainText('ещё не подтвердили регистрацию');

  await page.getByRole('textbox', { name: 'Пароль' }).fill(who.password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('alert')).toContainText('ещё не подтверждена');
  await page.getByRole('link', { name: 'Прислать письмо ещё раз' }).click();
  await expect(page.getByRole('heading', { name: 'Письмо для подтверждения' })).toBeVisible();
});

test('a link that was used is refused and offers a new mail', async ({ page }) => {
  await page.goto('/activation#token=nobody-has-this');
  await expect(page.getByRole('heading', { name: 'Ссылка не подошла' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Прислать новое письмо' })).toBeVisible();
});

test('a wrong proof does not tell whether the account exists', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  const texts: string[] = [];
  for (const number of [house.number, '0000000']) {
    await tryToAttach(page, { ...house, number, accessCode: 'WRONG1' });
    texts.push(await page.getByRole('alert').innerText());
  }
  expect(texts[0]).toContain('не найден или данные не подошли');
  expect(texts[1]).toBe(texts[0]);
});

async function tryToAttach(page: Page, account: House): Promise<void> {
  await page.goto('/accounts/add?method=account_number');
  await proveByAccessCode(page, account);
  await expect(page.getByRole('alert')).toBeFocused();
}

test('a broken network keeps the form and offers to repeat', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Имя пользователя').fill('ivanov');
  await page.getByRole('textbox', { name: 'Пароль' }).fill('Solnce_27');
  await page.route('**/api/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('alert')).toContainText('Нет связи с кабинетом');
  await expect(page.getByLabel('Имя пользователя')).toHaveValue('ivanov');
});

test('an address that does not exist says so', async ({ page }) => {
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { name: 'Такой страницы нет' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'На главную' })).toBeVisible();
});
