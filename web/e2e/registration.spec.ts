import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { captchaCode, fillRegistration, mailedLink, newcomer, signIn } from './support/resident';

const held = (rule: string) => new RegExp(`Выполнено:\\s+${rule}`);
const broken = (rule: string) => new RegExp(`Не выполнено:\\s+${rule}`);

test('the rules of a password are told before, while typing and after', async ({ page }) => {
  await page.goto('/register');
  const password = page.getByRole('textbox', { name: 'Пароль', exact: true });
  await expect(page.getByText('От 6 до 16 символов: буквы')).toBeVisible();
  await expect(password).toHaveAttribute('autocomplete', 'new-password');
  await expect(password).toHaveAttribute('passwordrules', /minlength/);

  await page.getByLabel('Имя пользователя').fill('Petrova');
  await password.fill('дом (35)');
  await expect(page.getByRole('listitem').filter({ hasText: held('от 6 до 16') })).toBeVisible();
  await expect(
    page.getByRole('listitem').filter({ hasText: broken('только буквы') }),
  ).toBeVisible();
  await password.fill('petrova');
  await expect(
    page.getByRole('listitem').filter({ hasText: broken('не совпадает с именем') }),
  ).toBeVisible();
  await password.fill('Gr8-zhuravl_Oka');
  await expect(page.getByText('Пароль надёжный')).toBeVisible();
  await expectAccessible(page, 'a password that is being typed');
});

test('a password can be shown, pasted and kept by a password manager', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/register');
  const password = page.getByRole('textbox', { name: 'Пароль', exact: true });
  await page.getByLabel('Имя пользователя').fill('Gr8-zhuravl_Oka');
  await page.getByLabel('Имя пользователя').press('ControlOrMeta+a');
  await page.getByLabel('Имя пользователя').press('ControlOrMeta+c');
  await password.press('ControlOrMeta+v');
  await expect(password).toHaveValue('Gr8-zhuravl_Oka');
  await expect(password).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Показать пароль' }).first().click();
  await expect(password).toHaveAttribute('type', 'text');
  await page.getByRole('button', { name: 'Скрыть пароль' }).first().click();
  await expect(password).toHaveAttribute('type', 'password');

  await page.goto('/sign-in');
  await expect(page.getByLabel('Имя пользователя')).toHaveAttribute('autocomplete', 'username');
  await expect(page.getByRole('textbox', { name: 'Пароль' })).toHaveAttribute(
    'autocomplete',
    'current-password',
  );
});

test('the rules are those that the deployment has', async ({ page }) => {
  await page.route('**/api/auth/agreement', async (route) => {
    const agreement = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...agreement, password_policy: 'modern' } });
  });
  const who = { ...newcomer(), password: 'три слова подряд и ещё одно' };
  await page.route('**/api/auth/register', (route) => route.fulfill({ status: 202 }));
  await fillRegistration(page, { ...who, password: 'шесть!' });
  await expect(page.getByText('От 8 до 128 любых символов')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: broken('от 8 до 128') })).toBeVisible();
  await page.getByRole('textbox', { name: 'Пароль', exact: true }).fill(who.password);
  await page.getByRole('textbox', { name: 'Подтверждение пароля' }).fill(who.password);
  await expect(page.getByRole('listitem').filter({ hasText: held('от 8 до 128') })).toBeVisible();
  const [sent] = await Promise.all([
    page.waitForRequest('**/api/auth/register'),
    page.getByRole('button', { name: 'Зарегистрироваться' }).click(),
  ]);
  expect(sent.postDataJSON()).toMatchObject({ password: who.password });
  await expect(page.getByRole('heading', { name: 'Мы отправили вам письмо' })).toBeVisible();
});

test('what was typed survives a reload and the way back, passwords excepted', async ({ page }) => {
  const who = newcomer();
  await page.goto('/register');
  await page.getByLabel('Имя пользователя').fill(who.login);
  await page.getByLabel('Адрес электронной почты').fill(who.email);
  await page.getByRole('textbox', { name: 'Пароль', exact: true }).fill(who.password);
  await page.getByRole('link', { name: 'Войдите' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await page.reload();
  await expect(page.getByLabel('Имя пользователя')).toHaveValue(who.login);
  await expect(page.getByLabel('Адрес электронной почты')).toHaveValue(who.email);
  await expect(page.getByRole('textbox', { name: 'Пароль', exact: true })).toHaveValue('');
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
  );
  expect(kept).not.toContain(who.password);
});

test('who cannot see the picture registers without it, by keys', async ({ page }) => {
  const who = newcomer();
  await fillRegistration(page, who);
  const without = page.getByRole('button', { name: 'Не вижу картинку: проверить без неё' });
  await without.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Проверка пройдена')).toBeVisible();
  await expect(page.getByLabel('Код с изображения')).toBeHidden();
  await expectAccessible(page, 'the check without a picture');
  const agree = page.getByRole('checkbox', { name: /Я ознакомился и принял/ });
  await agree.focus();
  await expect(agree).toBeChecked();
  await page.getByRole('button', { name: 'Зарегистрироваться' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Мы отправили вам письмо' })).toBeVisible();
});

test('the check without a picture can be stopped', async ({ page }) => {
  // So hard that it does not end by itself.
  await page.route('**/api/auth/captcha', async (route) => {
    const captcha = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...captcha, work: { salt: 'endless', bits: 60 } } });
  });
  await page.goto('/register');
  // The form moves while its parts arrive; a click that is pressed and let go at different places is none.
  await expect(page.getByRole('img', { name: 'Картинка с кодом из букв и цифр' })).toBeVisible();
  await page.getByRole('button', { name: 'Не вижу картинку: проверить без неё' }).click();
  await expect(page.getByRole('progressbar', { name: 'Проверка без картинки' })).toBeVisible();
  await page.getByRole('button', { name: 'Остановить и показать картинку' }).click();
  await expect(page.getByLabel('Код с изображения')).toBeFocused();
});

test('who signs in before confirming is told so, asks for the letter again and comes in', async ({
  page,
}) => {
  const who = newcomer();
  await fillRegistration(page, who);
  await page.getByRole('button', { name: 'Зарегистрироваться' }).click();
  await expect(page.getByRole('heading', { name: 'Мы отправили вам письмо' })).toBeVisible();
  await page.goto('/sign-in');
  await page.getByLabel('Имя пользователя').fill(who.login);
  await page.getByRole('textbox', { name: 'Пароль' }).fill(who.password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByText('Учётная запись ещё не подтверждена')).toBeVisible();
  const again = page.getByRole('link', { name: 'Прислать письмо ещё раз' });
  const code = await captchaCode(page, () => again.click());
  await page.getByLabel('Адрес электронной почты').fill(who.email);
  await page.getByLabel('Код с изображения').fill(code);
  await page.getByRole('button', { name: 'Прислать письмо' }).click();
  await expect(page.getByText('Запрос принят')).toBeVisible();
  await expectAccessible(page, 'the letter asked for again');
  await expect(async () => {
    const response = await page.request.get('/_local/mail', { params: { to: who.email } });
    expect(await response.json()).toHaveLength(2);
  }).toPass({ timeout: 15_000 });
  await page.goto(await mailedLink(page.request, who.email, '/activation'));
  await expect(page.getByRole('heading', { name: 'Учётная запись подтверждена' })).toBeVisible();
  await page.getByRole('link', { name: 'Войти' }).click();
  await signIn(page, who);
});

test('every version of the agreement can be read', async ({ page }) => {
  await page.goto('/agreement');
  await expect(page.getByText('Редакция от 28 ноября 2026 года.')).toBeVisible();
  await page.getByRole('link', { name: '1 октября 2026' }).click();
  await expect(page.getByText('Это прежняя редакция, от 1 октября 2026.')).toBeVisible();
  await expect(page.getByText('Редакция от 1 октября 2026 года.')).toBeVisible();
  await page.getByRole('link', { name: 'Действует редакция от 28 ноября 2026' }).click();
  await expect(page.getByText('Редакция от 28 ноября 2026 года.')).toBeVisible();
});
