import { expect, type Page } from '@playwright/test';

/** How the stand-in of the payment provider lets a payment end, by its label there. */
export type End = 'узнаёт сразу' | 'Банк отказал' | 'узнаёт позже' | 'пять раз' | 'потеряно';

/** Opens the form, beside payments that were begun and not finished too. */
export async function openForm(page: Page): Promise<void> {
  await page.goto('/payments/pay');
  const again = page.getByRole('button', { name: 'Всё равно оплатить' });
  const submit = page.getByRole('button', { name: 'Перейти к оплате' });
  await expect(again.or(submit)).toBeVisible();
  if (await again.isVisible()) await again.click();
  await expect(submit).toBeVisible();
}

/** Orders a payment of a sum («100,50») and ends on the provider's page. */
export async function order(page: Page, sum: string): Promise<void> {
  await openForm(page);
  await typeSum(page, sum);
  await goOn(page);
}

/** Into the open form, whether it asks for the sum or proposes the debt. */
export async function typeSum(page: Page, sum: string): Promise<void> {
  const change = page.getByRole('button', { name: 'Изменить сумму оплаты' });
  const amount = page.getByLabel('Сумма к оплате, рублей');
  await expect(change.or(amount)).toBeVisible();
  if (await change.isVisible()) await change.click();
  await amount.fill(sum);
}

/** From the open form to the provider's page. */
export async function goOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Перейти к оплате' }).click();
  await expect(page.getByRole('heading', { name: 'Оплата через систему Монета.Ру' })).toBeVisible();
}

/** Presses «Оплатить» on the provider's page and comes back. */
export async function finish(page: Page, end: End = 'узнаёт сразу', delay = 3): Promise<void> {
  await page.getByRole('radio', { name: end }).check();
  await page.getByLabel('Через сколько секунд').fill(String(delay));
  await page.getByRole('button', { name: 'Оплатить' }).click();
  await expect(page).toHaveURL(/\/payments\/payment\?/);
}

/** The whole road; ends on the page of the paid payment. */
export async function payOnline(page: Page, sum: string): Promise<void> {
  await order(page, sum);
  await finish(page);
  await expect(page.getByRole('heading', { name: `Оплачено` })).toBeVisible();
}
