import { expect, test, type Page } from '@playwright/test';
import { load, period } from './support/house';
import { accountRow } from './support/house-rows';
import { settle } from './support/move-in';
import { attach, newcomer } from './support/resident';

test('an account without charges is not told that its company has closed no month', async ({
  page,
}) => {
  const house = await settle(page, newcomer());
  const number = house.number.replace(/^7/u, '9');
  await load(page.request, 'accounts', [accountRow(number, house.code, house.accessCode)]);
  await attach(page, { ...house, number });
  await expect(page.getByText('По этому счёту ещё нет закрытых начислений.')).toBeVisible();
  await page.getByRole('link', { name: 'Платежи', exact: true }).click();
  const says = 'Оно появится, когда бухгалтер закроет первый месяц с начислениями по этому счёту.';
  await expect(page.getByText(says)).toBeVisible();
});

/** The company has closed so many months since the last charges of the account; nothing else about it is another. */
async function leaveCompany(page: Page, monthsAgo: number): Promise<string> {
  const last = period(monthsAgo);
  const months = Array.from({ length: monthsAgo }, (_, ago) => ({
    period: period(ago + 1),
    status: 'closed',
    total: ago + 1 === monthsAgo ? 123_456 : null,
    due_date: `${period(ago)}-15`,
  }));
  await page.route(/\/api\/accounts\/[^/]+\/periods/u, (route) => {
    const limit = Number(new URL(route.request().url()).searchParams.get('limit') ?? 12);
    const more = limit < months.length;
    return route.fulfill({
      json: { items: months.slice(0, limit), next_cursor: more ? 'x' : null },
    });
  });
  await page.route(/\/api\/accounts\/[^/]+$/u, async (route) => {
    const card = (await (await route.fetch()).json()) as object;
    const balance = { amount: 123_456, kind: 'debt', as_of: `${last}-28` };
    await route.fulfill({ json: { ...card, balance, latest_period: last, online_payment: true } });
  });
  return last;
}

test('a debt to a company that the house has left long ago is paid from the main page', async ({
  page,
}) => {
  await settle(page, newcomer());
  const last = await leaveCompany(page, 14);
  await page.reload();
  const main = page.getByRole('main');
  await expect(main.getByRole('link', { name: 'Оплатить', exact: true })).toBeVisible();
  await expect(main.getByText(/^Срок оплаты был до 15 /u)).toBeVisible();
  await expect(main.getByRole('button', { name: 'Скачать квитанцию' })).toBeVisible();
  const charges = main.getByRole('link', { name: 'Посмотреть начисления' });
  await expect(charges).toHaveAttribute('href', new RegExp(`period=${last}$`, 'u'));
});

test('where its months cannot be had the debt is still to be paid', async ({ page }) => {
  await settle(page, newcomer());
  await leaveCompany(page, 14);
  await page.route(/\/periods\?/u, (route) => route.abort());
  await page.reload();
  const main = page.getByRole('main');
  await expect(main.getByRole('link', { name: 'Оплатить', exact: true })).toBeVisible();
});
