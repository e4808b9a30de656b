import { expect, test, type Page } from '@playwright/test';
import { load, loadHouse, post } from './support/house';
import { loadServices, placeOrder, service } from './support/requests';
import { attach, newcomer, register, signIn } from './support/resident';

const who = newcomer();

test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  const house = await loadHouse(page.request);
  await loadServices(page.request);
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await page.close();
});

test.beforeEach(async ({ page }) => {
  await page.goto('/orders');
  await signIn(page, who);
});

/** A day of the coming week as the field of a date takes it. */
function soon(): string {
  return new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
}

/** The company offers this service at such times of the day. */
function offering(page: Page, code: string, group: string, name: string) {
  return (slots: string[]): Promise<void> =>
    load(page.request, 'paid-services', [service(code, group, name, { price: 100, slots })]);
}

/** A catalogue may be half a minute old, and a browser keeps it for a minute: here it is asked for as it is. */
async function afresh(page: Page): Promise<void> {
  await page.route('**/paid-services', (route) =>
    route.continue({ headers: { ...route.request().headers(), 'cache-control': 'no-cache' } }),
  );
}

test('a service is ordered, the company arranges a visit, the history tells it', async ({
  page,
}) => {
  const tap = page.getByRole('listitem').filter({ hasText: 'Замена смесителя' });
  await expect(tap.filter({ hasText: '900,00' })).toContainText('за шт.');
  await expect(page.getByText('от 1\u00a0200,00\u00a0₽')).toBeVisible();
  await expect(page.getByText('Цена по договорённости')).toBeVisible();

  await page.getByRole('link', { name: 'Заказать: Замена смесителя' }).click();
  await expect(page.getByText('Смеситель и подводку покупает житель.')).toBeVisible();
  await page.getByLabel('День').fill(soon());
  await page.getByRole('radio', { name: 'с 13 до 18' }).check();
  await page.getByLabel('Комментарий').fill('Домофон 12');
  await page.getByRole('button', { name: 'Отправить заявку' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Замена смесителя' })).toBeVisible();
  await expect(page.getByText('Домофон 12')).toBeVisible();
  const history = page.getByRole('list').filter({ hasText: 'житель' });
  await expect(history.getByRole('listitem')).toHaveCount(1);

  const order = new URL(page.url()).searchParams.get('order') ?? '';
  await post(page.request, `orders/${order}/status`, { status: 'accepted' });
  await post(page.request, `orders/${order}/status`, {
    status: 'scheduled',
    visit_date: soon(),
    visit_slot: 'с 9 до 13',
    comment: 'Придёт мастер Семёнов',
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: /К вам придут .*, с 9 до 13/ })).toBeVisible();
  await expect(history.getByRole('listitem')).toHaveCount(3);
  await expect(history.getByRole('listitem').last()).toContainText('управляющая организация');
  await expect(history.getByRole('listitem').last()).toContainText('Придёт мастер Семёнов');
  await page.goto('/orders');
  await expect(page.getByText('Назначен визит')).toBeVisible();
});

test('an order is taken back only after a question', async ({ page }) => {
  await placeOrder(page, 'Перенос розетки');
  const cancel = page.getByRole('button', { name: 'Отменить заявку' });
  await cancel.click();
  const dialog = page.getByRole('dialog', { name: 'Отменить заявку?' });
  await dialog.getByRole('button', { name: 'Отмена' }).click();
  await expect(page.getByText('Подана').first()).toBeVisible();
  await cancel.click();
  await dialog.getByRole('button', { name: 'Отменить заявку' }).click();
  await expect(page.getByText('Заявка отменена.')).toBeVisible();
  await expect(cancel).toHaveCount(0);
});

test('a price that has changed is shown before it is agreed to', async ({ page }) => {
  await afresh(page);
  await load(page.request, 'paid-services', [
    service('lock', 'Двери', 'Замена замка', { price: 1 }),
  ]);
  await page.goto('/orders');
  await page.getByRole('link', { name: 'Заказать: Замена замка' }).click();
  await page.getByLabel('Комментарий').fill('Врезной');
  await load(page.request, 'paid-services', [
    service('lock', 'Двери', 'Замена замка', { price: 200_000 }),
  ]);
  const send = page.getByRole('button', { name: 'Отправить заявку' });
  await send.click();
  await expect(page.getByRole('alert')).toContainText('Цена услуги изменилась');
  await expect(page.getByText('2\u00a0000,00\u00a0₽')).toBeVisible();
  await expect(page.getByLabel('Комментарий')).toHaveValue('Врезной');
  await send.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Замена замка' })).toBeVisible();
  await expect(page.getByText('2\u00a0000,00\u00a0₽')).toBeVisible();

  await load(page.request, 'paid-services', [
    service('lock', 'Двери', 'Замена замка', { price: 200_000, active: false }),
  ]);
  await page.goto('/orders/new?service=lock');
  await expect(page.getByRole('heading', { name: 'Такой услуги нет' })).toBeVisible();
});

test('parts of the day that have changed are offered anew, and what was typed stays', async ({
  page,
}) => {
  await afresh(page);
  const offer = offering(page, 'pipe', 'Трубы', 'Замена трубы');
  await offer(['утром']);
  await page.goto('/orders');
  await page.getByRole('link', { name: 'Заказать: Замена трубы' }).click();
  await page.getByRole('radio', { name: 'утром' }).check();
  await page.getByLabel('Комментарий').fill('Чугунная');
  await offer(['вечером']);
  const send = page.getByRole('button', { name: 'Отправить заявку' });
  await send.click();
  await expect(page.getByRole('alert')).toContainText('Такого времени у услуги нет');
  await page.getByRole('radio', { name: 'вечером' }).check();
  await expect(page.getByRole('radio', { name: 'утром' })).toHaveCount(0);
  await expect(page.getByLabel('Комментарий')).toHaveValue('Чугунная');
  await send.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Замена трубы' })).toBeVisible();
});

test('a part of the day that a draft names and the service offers no more is told', async ({
  page,
}) => {
  await afresh(page);
  const offer = offering(page, 'bath', 'Ванны', 'Замена ванны');
  await offer(['утром', 'днём']);
  await page.goto('/orders/new?service=bath');
  await page.getByRole('radio', { name: 'утром' }).check();
  await offer(['днём']);
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Такого времени у услуги нет');
  await expect(page.getByRole('radio', { name: 'Любое время' })).toBeChecked();
  await page.getByRole('radio', { name: 'днём' }).check();
  await page.getByRole('button', { name: 'Отправить заявку' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Замена ванны' })).toBeVisible();
  await expect(page.getByText('днём')).toBeVisible();
});

test('a visit whose day is over is not announced', async ({ page }) => {
  await placeOrder(page, 'Перенос розетки');
  const visit = { status: 'scheduled', by: 'company', at: '2026-01-01T08:00:00Z' };
  const order = /\/orders\/[^/?]+$/u;
  await page.route(order, async (route) => {
    const placed = (await (await route.fetch()).json()) as object;
    const moves = [{ ...visit, comment: null, visit_date: '2026-01-12', visit_slot: 'с 9 до 13' }];
    await route.fulfill({ json: { ...placed, status: 'scheduled', moves } });
  });
  await page.reload();
  const was = page.getByRole('heading', { name: /^Визит был назначен на 12\sянваря 2026, с 9/ });
  await expect(was).toBeVisible();
  await expect(page.getByText('К вам придут')).toHaveCount(0);
});

test('a day that has gone is told under its field', async ({ page }) => {
  await page.getByRole('link', { name: 'Заказать: Перенос розетки' }).click();
  await page.getByLabel('День').fill('2020-01-31');
  await page.getByRole('button', { name: 'Отправить заявку' }).click();
  await expect(page.getByRole('alert')).toContainText('Этот день уже прошёл');
  await expect(page.getByLabel('День')).toHaveAttribute('aria-invalid', 'true');
});

test('a day that is half typed is told under its field, not dropped', async ({ page }) => {
  await page.getByRole('link', { name: 'Заказать: Перенос розетки' }).click();
  const day = page.getByLabel('День');
  await day.press('1');
  await page.getByRole('button', { name: 'Отправить заявку' }).click();
  await expect(page.getByRole('alert')).toContainText('Такой даты нет');
  await expect(day).toHaveAttribute('aria-invalid', 'true');
  await day.fill(soon());
  await page.getByRole('button', { name: 'Отправить заявку' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Перенос розетки' })).toBeVisible();
});
