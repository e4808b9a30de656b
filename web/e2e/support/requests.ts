import { expect, type APIRequestContext, type Page } from '@playwright/test';
import { load } from './house';

/** A catalogue of two groups; one of the services has no fixed price. */
export async function loadServices(request: APIRequestContext): Promise<void> {
  await load(request, 'paid-services', [
    service('tap', 'Сантехника', 'Замена смесителя', {
      description: 'Снять старый смеситель, поставить ваш новый, проверить соединения.',
      conditions: 'Смеситель и подводку покупает житель.',
      price: 90_000,
      unit: 'шт.',
      slots: ['с 9 до 13', 'с 13 до 18'],
    }),
    service('socket', 'Электрика', 'Перенос розетки', { price: 120_000, price_kind: 'from' }),
    service('paint', 'Отделка', 'Покраска стен', { price_kind: 'agreement' }),
  ]);
}

export function service(code: string, group: string, name: string, more: object): object {
  return { code, group, name, ...more };
}

/** Writes to the company; ends on the page of the appeal. */
export async function writeAppeal(page: Page, topic: string, text = 'Два дня не было воды.') {
  await page.goto('/appeals/new');
  await page.getByLabel('Тема').fill(topic);
  await page.getByLabel('Текст обращения').fill(text);
  await page.getByRole('button', { name: 'Отправить обращение' }).click();
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
}

/** Orders a service of the catalogue; ends on the page of the order. */
export async function placeOrder(page: Page, name: string): Promise<void> {
  await page.goto('/orders');
  await page.getByRole('link', { name: `Заказать: ${name}` }).click();
  await page.getByRole('button', { name: 'Отправить заявку' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}
