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
  await page.reload();
  await expect(page.getByText('Мы сохранили то, что вы вводили')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Отлично' })).toBeChecked();
  await page.getByRole('button', { name: 'Изменить оценку' }).click();
  await expect(page.getByText('Спасибо, ваша оценка учтена')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Отлично' })).toBeChecked();
  await expect(page.getByText('Мы сохранили то, что вы вводили')).toHaveCount(0);
});

test('the grade in the lead is told as on its bar, and of a tie all are named', async ({
  page,
}) => {
  const who = newcomer();
  await register(page, who);
  let counts = { excellent: 2, good: 2, satisfactory: 2, poor: 1 };
  await page.route('**/api/rating', async (route) => {
    const total = Object.values(counts).reduce((sum, count) => sum + count);
    await route.fulfill({ json: { counts, total, mine: null } });
  });
  await page.goto('/rating');
  await signIn(page, who);
  await expect(
    page.getByText('Одинаково часто выбирали «Отлично», «Хорошо», «Удовлетворительно».'),
  ).toBeVisible();

  // 3 of 8 would round up to 38 percent; a hundred leaves the bar that many only once.
  counts = { excellent: 3, good: 2, satisfactory: 2, poor: 1 };
  await page.reload();
  const told = page.getByText('Чаще всего выбирали «Отлично»');
  const [, percent] = /(\d+) %/.exec(await told.innerText()) ?? [];
  await expect(page.getByRole('definition').filter({ hasText: '%' }).first()).toContainText(
    `${percent} %`,
  );
});
