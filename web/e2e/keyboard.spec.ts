import { expect, test, type Page } from '@playwright/test';
import { settle } from './support/move-in';
import { attach, captchaCode, newcomer } from './support/resident';

type Role = 'link' | 'button' | 'textbox' | 'radio' | 'checkbox';

/** Presses Tab until the element is reached, as a person without a mouse does. */
async function tabTo(page: Page, role: Role, name: RegExp) {
  const target = page.getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let press = 0; press < 60; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach «${String(name)}»`);
}

test('registration and sign-in need no mouse', async ({ page }) => {
  const who = newcomer();
  const code = await captchaCode(page, () => page.goto('/register'));
  await tabTo(page, 'textbox', /Имя пользователя/);
  await page.keyboard.type(who.login);
  await tabTo(page, 'textbox', /электронной почты/);
  await page.keyboard.type(who.email);
  await tabTo(page, 'textbox', /^Пароль/);
  await page.keyboard.type(who.password);
  await tabTo(page, 'textbox', /Подтверждение/);
  await page.keyboard.type(who.password);
  await tabTo(page, 'textbox', /Код с изображения/);
  await page.keyboard.type(code);
  await tabTo(page, 'checkbox', /Я ознакомился и принял/);
  await page.keyboard.press('Space');
  await tabTo(page, 'button', /Зарегистрироваться/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Мы отправили вам письмо' })).toBeVisible();
});

test('the cabinet is walked by keys alone', async ({ page }) => {
  const who = newcomer();
  await settle(page, who);

  await page.goto('/');
  // Keys pressed while the session is renewed go to a page that is about to be replaced.
  await expect(page.getByRole('link', { name: 'Начисления', exact: true })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Перейти к содержанию' })).toBeFocused();
  await tabTo(page, 'link', /^Начисления$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Начисления', level: 1 })).toBeVisible();
  await tabTo(page, 'button', /Скачать квитанцию/);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  await download;
  // The newest month has none after it: the arrow goes, the keyboard stays.
  await tabTo(page, 'button', /^Следующий месяц/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Следующий месяц/ })).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Период' })).toBeFocused();

  await tabTo(page, 'link', /Мой профиль/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'link', /^Устройства/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', /Выйти на всех устройствах/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('accounts are gone through by the arrow keys', async ({ page }) => {
  const who = newcomer();
  const house = await settle(page, who);
  await attach(page, { ...house, number: house.number.replace(/^7/u, '8') });

  await page.goto('/charges');
  const choice = page.getByRole('combobox', { name: 'Лицевой счёт' });
  await choice.focus();
  for (const [key, place] of [
    ['ArrowDown', 1],
    ['ArrowUp', 0],
  ] as const) {
    const before = page.url();
    await page.keyboard.press(key);
    await expect(page).not.toHaveURL(before);
    await expect(choice).toHaveJSProperty('selectedIndex', place);
    await expect(page.getByRole('button', { name: 'Скачать квитанцию' })).toBeVisible();
    await expect(choice).toBeFocused();
  }
});
