import { expect, test } from '@playwright/test';
import { newcomer, register, signIn } from './support/resident';

test('one gives a grade, sees the results and changes it', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await page.goto('/rating');
  await signIn(page, who);
  const send = page.getByRole('button', { name: 'Отправить' });
  await expect(send).toBeVisible();
  await send.click();
  await expect(page.getByRole('alert')).toContainText('Выберите оценку');

  await page.getByRole('radio', { name: 'Хорошо' }).check();
  await send.click();
  await expect(page.getByText('Спасибо, ваша оценка учтена')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Результаты' })).toBeVisible();
  const shares = page.getByRole('definition').filter({ hasText: '%' });
  await expect(shares).toHaveCount(4);
  const texts = await shares.allTextContents();
  const percents = texts.map((text) => Number(/(\d+) %/.exec(text)?.[1]));
  expect(percents.reduce((sum, percent) => sum + percent)).toBe(100);

  await page.getByRole('radio', { name: 'Отлично' }).check();
  await page.getByRole('button', { name: 'Изменить оценку' }).click();
  await expect(page.getByText('Спасибо, ваша оценка учтена')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Отлично' })).toBeChecked();
});
