import { expect, test, type Page } from '@playwright/test';
import { captchaCode, newcomer, register, signIn, type Resident } from './support/resident';
import { IS_BUILT, OwnSystem } from './support/system';

test.skip(!IS_BUILT, 'The local system is not built: set LOCAL_SYSTEM to its program.');

// Failures count by the address, which all tests share: these have a system of their own.
let system: OwnSystem;

test.beforeAll(async () => {
  system = await OwnSystem.begin();
});

test.afterAll(async () => {
  await system.end();
});

async function tryPassword(page: Page, who: Resident, password: string): Promise<void> {
  await page.getByLabel('Имя пользователя').fill(who.login);
  await page.getByRole('textbox', { name: 'Пароль' }).fill(password);
  const answered = page.waitForResponse('**/api/auth/login');
  await page.getByRole('button', { name: 'Войти' }).click();
  await answered;
}

test('after five wrong passwords a code is asked for, and with it the right one is let in', async ({
  browser,
}) => {
  test.slow();
  const context = await browser.newContext({ baseURL: system.url });
  const page = await context.newPage();
  const who = newcomer();
  await register(page, who);
  for (let failure = 0; failure < 5; failure += 1) {
    await tryPassword(page, who, 'Not_this1');
    await expect(page.getByText('Имя пользователя или пароль не подходят').first()).toBeVisible();
  }
  const code = await captchaCode(page, () => tryPassword(page, who, who.password));
  await page.getByLabel('Код с изображения').fill(code);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);

  const stranger = await (await browser.newContext({ baseURL: system.url })).newPage();
  await stranger.goto('/sign-in');
  for (let failure = 0; failure < 6; failure += 1) {
    await tryPassword(stranger, newcomer(), 'Not_this1');
  }
  await expect(stranger.getByLabel('Код с изображения')).toBeVisible();

  await context.clearCookies({ name: 'refresh' });
  const again = await context.newPage();
  await again.goto('/sign-in');
  await signIn(again, who);
  await expect(again.getByLabel('Код с изображения')).toBeHidden();
});
