import { expect, test } from '@playwright/test';
import { load } from './support/house';
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
