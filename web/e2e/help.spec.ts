import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/accessible';

test('the guide shows parts of the cabinet that nobody can press by mistake', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto('/help');
  const figures = page.locator('figure').filter({ hasText: 'Данные вымышлены' });
  await expect(figures).toHaveCount(12);
  const button = figures.getByText('Скачать квитанцию');
  await expect(button).toBeVisible();
  const isFocused = await button.evaluate((element) => {
    element.focus();
    return document.activeElement === element;
  });
  expect(isFocused).toBe(false);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  await expectAccessible(page, 'the guide with its figures');
});

test('a link to a part of the guide leads to it, and so does a reload there', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  for (const go of [() => page.goto('/help#orders'), () => page.reload()]) {
    await go();
    await page.waitForLoadState('networkidle');
    const top = () =>
      page.locator('#orders').evaluate((element) => element.getBoundingClientRect().top);
    await expect.poll(top).toBeLessThan(320);
    expect(await top()).toBeGreaterThanOrEqual(0);
  }
});

test('the guide names the rules of a registration', async ({ page }) => {
  const agreement = page.waitForResponse('**/api/auth/agreement');
  await page.goto('/help');
  const policy = ((await (await agreement).json()) as { password_policy: string }).password_policy;
  const section = page.locator('#register');
  const lengths = policy === 'historic' ? 'от 6 до 16 символов' : 'от 8 до 128 любых символов';
  await expect(section.getByText(`В пароле ${lengths}`)).toBeVisible();
  await expect(section).toContainText('Нельзя зарегистрировать учётную запись');
});
