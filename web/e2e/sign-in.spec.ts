import { expect, test } from '@playwright/test';
import { captchaCode, mailedLink, newcomer, register, signIn } from './support/resident';

const PROBLEM = { type: 'about:blank', title: 'Отказ', detail: '', fields: [] };

test('a wait after many failures is counted down in words', async ({ page }) => {
  await page.clock.install();
  await page.route('**/api/auth/login', (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      headers: { 'Retry-After': '90' },
      json: { ...PROBLEM, status: 429, code: 'too_many_requests' },
    }),
  );
  await page.goto('/sign-in');
  await page.getByLabel('Имя пользователя').fill('somebody');
  await page.getByRole('textbox', { name: 'Пароль' }).fill('Not_this1');
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('alert')).toContainText('Слишком много попыток входа');
  await expect(page.getByRole('timer')).toHaveText(/через 1\s*минуту/);
  await page.clock.runFor(31_000);
  await expect(page.getByRole('timer')).toHaveText(/через 5\d\s*секунд/);
  await page.clock.runFor(60_000);
  await expect(page.getByText('Теперь можно попробовать ещё раз')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Пароль' })).toHaveValue('Not_this1');
});

test('the code that is asked for after failures is sent along', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  let asked = false;
  await page.route('**/api/auth/login', async (route) => {
    if (asked) return route.continue();
    asked = true;
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      json: { ...PROBLEM, status: 403, code: 'captcha_required' },
    });
  });
  await page.getByLabel('Имя пользователя').fill(who.login);
  await page.getByRole('textbox', { name: 'Пароль' }).fill(who.password);
  const submit = page.getByRole('button', { name: 'Войти' });
  const code = await captchaCode(page, () => submit.click());
  await page.getByLabel('Код с изображения').fill(code);
  const [sent] = await Promise.all([page.waitForRequest('**/api/auth/login'), submit.click()]);
  expect(sent.postDataJSON()).toMatchObject({ captcha: { answer: code } });
  await expect(page).not.toHaveURL(/\/sign-in/);
});

test('the address is as good a name as the login, in any case', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, { ...who, login: who.email.toUpperCase() });
  await page.goto('/profile');
  await expect(page.getByText(who.login).first()).toBeVisible();
});

test('a forgotten password is replaced by a link that works once', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  const code = await captchaCode(page, () =>
    page.getByRole('link', { name: 'Забыли пароль?' }).click(),
  );
  await page.getByLabel('Имя пользователя или электронная почта').fill(who.email);
  await page.getByLabel('Код с изображения').fill(code);
  await page.getByRole('button', { name: 'Прислать ссылку' }).click();
  await expect(page.getByText('Если такая учётная запись есть')).toBeVisible();

  const link = await mailedLink(page.request, who.email, '/password/reset');
  const changed = { ...who, password: 'Drugoy_parol-8' };
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(link);
  await expect(page).toHaveURL(/\/password\/reset$/);
  await page.getByRole('textbox', { name: 'Новый пароль' }).fill(changed.password);
  await page.getByRole('textbox', { name: 'Подтверждение пароля' }).fill(changed.password);
  await page.getByRole('button', { name: 'Сохранить пароль' }).click();
  await expect(page.getByRole('heading', { name: 'Пароль изменён' })).toBeVisible();
  const secret = new URLSearchParams(new URL(link, 'http://x').hash.slice(1)).get('token') ?? '';
  expect(secret).not.toBe('');
  expect(asked.filter((url) => url.includes(secret))).toEqual([]);
  await page.getByRole('link', { name: 'Войти' }).click();
  await signIn(page, changed);

  await page.goto(link);
  await page.getByRole('textbox', { name: 'Новый пароль' }).fill(who.password);
  await page.getByRole('textbox', { name: 'Подтверждение пароля' }).fill(who.password);
  await page.getByRole('button', { name: 'Сохранить пароль' }).click();
  await expect(page.getByRole('heading', { name: 'Ссылка не подошла' })).toBeVisible();
});

test('another link opens in the page of the first one', async ({ page }) => {
  await page.goto('/password/reset#token=nobody-has-this');
  await page.getByRole('textbox', { name: 'Новый пароль' }).fill('Drugoy_parol-8');
  await page.getByRole('textbox', { name: 'Подтверждение пароля' }).fill('Drugoy_parol-8');
  await page.getByRole('button', { name: 'Сохранить пароль' }).click();
  await expect(page.getByRole('heading', { name: 'Ссылка не подошла' })).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#token=another-one';
  });
  await expect(page.getByRole('button', { name: 'Сохранить пароль' })).toBeVisible();
  await expect(page).toHaveURL(/\/password\/reset$/);
});

test('a page for a new password that is loaded anew asks for its link once more', async ({
  page,
}) => {
  await page.goto('/password/reset#token=nobody-has-this');
  await expect(page.getByRole('button', { name: 'Сохранить пароль' })).toBeVisible();
  await page.reload();
  await expect(
    page.getByRole('heading', { name: 'Откройте ссылку из письма ещё раз' }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Запросить новую ссылку' })).toBeVisible();
});
