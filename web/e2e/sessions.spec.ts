import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { newcomer, register, signIn, signInElsewhere } from './support/resident';

/** A browser whose profile lies on the disk, so that it can be closed and opened again. */
interface Restartable {
  restart: () => Promise<Page>;
}

const test = base.extend<{ browserOnDisk: Restartable }>({
  browserOnDisk: async ({ playwright, launchOptions, contextOptions, baseURL }, use) => {
    const profile = await mkdtemp(path.join(tmpdir(), 'profile-'));
    let context: BrowserContext | undefined;
    const restart = async (): Promise<Page> => {
      await context?.close();
      const options = {
        ...launchOptions,
        ...contextOptions,
        ...(baseURL !== undefined && { baseURL }),
      };
      context = await playwright.chromium.launchPersistentContext(profile, options);
      return context.newPage();
    };
    await use({ restart });
    await context?.close();
    await rm(profile, { recursive: true, force: true });
  },
});

for (const remember of [true, false]) {
  test(`a session ${remember ? 'outlives' : 'ends with'} the browser where the person ${remember ? 'wanted' : 'did not want'} it`, async ({
    browserOnDisk,
  }) => {
    const who = newcomer();
    const page = await browserOnDisk.restart();
    await register(page, who);
    if (remember) await page.getByRole('checkbox', { name: 'Запомнить меня' }).check();
    await signIn(page, who);
    await page.goto('/profile/devices');
    const told = remember ? 'Запомнено при входе.' : 'До закрытия браузера.';
    await expect(page.getByText(told)).toBeVisible();

    const again = await browserOnDisk.restart();
    await again.goto('/profile/devices');
    if (remember) await expect(again.getByText('Это устройство')).toBeVisible();
    else await expect(again).toHaveURL(/\/sign-in\?next=/);
  });
}

test('all other devices are closed from here, and this one stays', async ({
  page,
  browser,
  baseURL,
}) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  const elsewhere = await signInElsewhere(browser, baseURL, who);

  await page.goto('/profile/devices');
  await page.getByRole('button', { name: 'Закрыть на остальных' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Закрыть на остальных' }).click();
  await expect(
    page.getByText(
      'Кабинет закрыт на остальных устройствах. Страницы, открытые там, перестанут работать в течение 10 минут.',
    ),
  ).toBeVisible();
  await expect(page.getByText('Кабинет открыт только здесь')).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=/);
  await page.reload();
  await expect(page.getByText('Это устройство')).toBeVisible();
  await elsewhere.close();
});

test('signing out everywhere asks for the password here and elsewhere', async ({
  page,
  browser,
  baseURL,
}) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  const elsewhere = await signInElsewhere(browser, baseURL, who);

  await page.goto('/profile/devices');
  await page.getByRole('button', { name: 'Выйти на всех устройствах' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Выйти на всех устройствах' }).click();
  await expect(page.getByText('Вы вышли из кабинета')).toBeVisible();
  for (const one of [page, elsewhere]) {
    await one.goto('/profile');
    await expect(one).toHaveURL(/\/sign-in/);
  }
  await elsewhere.close();
});

test('signing out in one tab takes along what was typed in the others', async ({
  page,
  context,
}) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  const other = await context.newPage();
  await other.goto('/profile/email');
  await other.locator('input[name=email]').fill('drugoy@example.ru');
  const drafts = () =>
    other.evaluate(() =>
      Object.keys(sessionStorage).filter((key) => key.startsWith('draft:email-')),
    );
  await expect.poll(drafts).not.toEqual([]);
  await page.getByRole('button', { name: 'Выход' }).first().click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(other).toHaveURL(/\/sign-in/);
  await expect.poll(drafts).toEqual([]);
});
