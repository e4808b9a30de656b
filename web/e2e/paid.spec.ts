import { expect, test, type Page } from '@playwright/test';
import { money } from '../src/lib/format';
import { post, reportPayment, type House } from './support/house';
import { payOnline } from './support/pay';
import { newcomer, signIn } from './support/resident';
import { moveIn } from './support/move-in';

let house: House;
const who = newcomer();

test.beforeAll(async ({ browser }) => {
  house = await moveIn(browser, who);
});

test.beforeEach(async ({ page }) => {
  await page.goto('/payments/pay');
  await signIn(page, who);
});

/** The payment whose page is shown. */
function shown(page: Page): string {
  return new URL(page.url()).searchParams.get('payment') ?? '';
}

/** The provider's number of the operation that paid it. */
async function operation(page: Page, payment: string): Promise<string> {
  const params = { transaction: payment };
  const response = await page.request.get('/_local/moneta/operations', { params });
  const { items } = (await response.json()) as { items: { id: string }[] };
  expect(items).toHaveLength(1);
  return items[0]?.id ?? '';
}

function listed(page: Page, sum: number): ReturnType<Page['getByRole']> {
  return page
    .getByRole('region', { name: 'Онлайн-платежи' })
    .getByRole('listitem')
    .filter({ hasText: money(sum) });
}

test('what the company has reported in a statement is called «учтён»', async ({ page }) => {
  await payOnline(page, '100,00');
  const id = shown(page);
  await page.goto('/payments');
  await expect(listed(page, 10_000)).toContainText('оплачен');
  await reportPayment(page.request, house, { id, amount: 10_000 });
  await page.reload();
  await expect(listed(page, 10_000)).toContainText('учтён');
});

test('what the company gives back is shown, a part of it and the whole', async ({ page }) => {
  await payOnline(page, '50,00');
  const [address, id] = [page.url(), shown(page)];
  for (const [number, amount, back, state] of [
    ['1', 2_000, 2_000, 'возвращён частично'],
    ['2', 3_000, 5_000, 'возвращён'],
  ] as const) {
    const refund = { refund_id: `${id}-${number}`, amount, reason: 'Платёж по ошибке' };
    await post(page.request, `payments/${id}/refund`, refund);
    await page.goto(address);
    await expect(page.getByRole('heading', { name: `Возвращено ${money(back)}` })).toBeVisible();
    await page.goto('/payments');
    await expect(listed(page, 5_000).getByText(state, { exact: true })).toBeVisible();
  }
  await page.goto(address);
  await page.getByRole('link', { name: 'Подтверждение платежа' }).click();
  await expect(page.getByText('Возвращено')).toBeVisible();
});

test('the confirmation on paper has all that a bank asks for, and nothing to press', async ({
  page,
}) => {
  await payOnline(page, '30,25');
  const id = shown(page);
  await page.getByRole('link', { name: 'Подтверждение платежа' }).click();
  await expect(page.getByRole('button', { name: 'Распечатать' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const fact of [
    money(3_025),
    /МСК/u,
    await operation(page, id),
    'Онлайн, через НКО «МОНЕТА» (ООО)',
    `Оплата ЖКУ, лицевой счёт ${house.number}`,
    'оплачен',
    id,
    house.number,
    'Иванов Пётр Сергеевич',
    /Московская, д. 115/u,
    `Общество с ограниченной ответственностью ${house.organization}`,
    '7707083893',
    '773601001',
    '1027700132195',
    'ПАО Сбербанк',
    '044525225',
    '40702810338360027201',
    '30101810400000000225',
  ]) {
    const value = page.getByRole('definition').filter({ hasText: fact });
    await expect(value.filter({ visible: true }).first(), String(fact)).toBeVisible();
  }
  await expect(page.getByRole('heading', { name: 'Подтверждение платежа' })).toBeVisible();
  await expect(page.getByRole('navigation').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
});
