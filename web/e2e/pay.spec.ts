import { expect, test, type Locator, type Page } from '@playwright/test';
import { money } from '../src/lib/format';
import { loadHouse, type House } from './support/house';
import { OWN_SHARE } from './support/house-rows';
import { finish, goOn, openForm, order, payOnline, typeSum } from './support/pay';
import { attach, newcomer, signIn } from './support/resident';
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

/** The number of the payment on the provider's page. */
function transaction(page: Page): string | null {
  return new URL(page.url()).searchParams.get('MNT_TRANSACTION_ID');
}

test('the debt is proposed, paid, taken off at once, and confirmed on paper', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Оплатить', exact: true }).click();
  await expect(page.getByText(money(house.toPay)).first()).toBeVisible();
  await page.getByRole('button', { name: 'Перейти к оплате' }).click();
  await expect(page.getByRole('heading', { name: /Монета.Ру/ })).toBeVisible();
  await expect(page.getByText(money(house.toPay))).toBeVisible();
  await page.goBack();

  await payOnline(page, '100,50');
  await page.getByRole('link', { name: 'Подтверждение платежа' }).click();
  await expect(page.getByText('40702810338360027201')).toBeVisible();
  await expect(page.getByText(`Оплата ЖКУ, лицевой счёт ${house.number}`)).toBeVisible();
  await expect(page.getByText(/^Состояние на .* МСК$/)).toBeVisible();

  await page.goto('/');
  await expect(page.getByText(money(house.toPay - 10_050)).first()).toBeVisible();
  await page.goto('/payments');
  await expect(page.getByText('через личный кабинет')).toBeVisible();
  await expect(page.getByRole('link', { name: money(10_050) })).toBeVisible();
});

test('a sum that was typed outlives a reload, and not its payment', async ({ page }) => {
  const sum = page.getByLabel('Сумма к оплате, рублей');
  await openForm(page);
  await typeSum(page, '77,00');
  await page.reload();
  await openForm(page);
  await expect(sum).toHaveValue('77,00');
  await goOn(page);
  await finish(page, 'Банк отказал');
  await openForm(page);
  await expect(page.getByRole('button', { name: 'Изменить сумму оплаты' })).toBeVisible();
});

test('a refused card is told with what to do next, and the next try is another payment', async ({
  page,
}) => {
  await order(page, '50,00');
  const first = transaction(page);
  await finish(page, 'Банк отказал');
  await expect(page.getByRole('heading', { name: 'Вы вернулись без оплаты' })).toBeVisible();
  await page.getByRole('link', { name: 'Попробовать ещё раз' }).click();
  await order(page, '50,00');
  expect(transaction(page)).not.toBe(first);
});

test('a payment whose notification is late is not called paid before it comes', async ({
  page,
}) => {
  await order(page, '60,00');
  await finish(page, 'узнаёт позже');
  await expect(page.getByRole('heading', { name: 'Ждём подтверждения' })).toBeVisible();
  await expect(page.getByText('оплачен', { exact: true })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible({ timeout: 20_000 });
});

test('a connection that is lost on the way back does not lose the payment', async ({ page }) => {
  await order(page, '70,00');
  const states = /\/api\/accounts\/[^/]+\/payments\/[^/]+$/u;
  await page.route(states, (route) => route.abort());
  await finish(page);
  await expect(page.getByText('Связь прервалась')).toBeVisible();
  await page.unroute(states);
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible();
});

test('the way back, a reload and a second press keep it one payment', async ({ page }) => {
  await order(page, '80,00');
  const first = transaction(page);
  await page.goBack();
  await page.reload();
  await order(page, '80,00');
  expect(transaction(page)).toBe(first);
  await page.reload();
  await finish(page, 'пять раз');
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible();
  await page.goto('/payments');
  await expect(page.getByRole('link', { name: money(8_000) })).toHaveCount(1);
});

/** The form of an account of its own in two tabs. */
async function twoTabs(page: Page): Promise<{ fresh: House; other: Page }> {
  await page.goto('/');
  const fresh = await loadHouse(page.request);
  await attach(page, fresh);
  const account = new URL(page.url()).searchParams.get('account') ?? '';
  const address = `/payments/pay?account=${account}`;
  const other = await page.context().newPage();
  await Promise.all([page.goto(address), other.goto(address)]);
  await expect(next(page)).toBeVisible();
  await expect(next(other)).toBeVisible();
  return { fresh, other };
}

function next(tab: Page): Locator {
  return tab.getByRole('button', { name: 'Перейти к оплате' });
}

test('a payment that another tab has begun is warned of before a second one', async ({ page }) => {
  const { fresh, other } = await twoTabs(page);
  await goOn(page);
  const first = transaction(page);

  // The other tab was opened before; it asks all the same, and again after it was opened anew.
  await typeSum(other, '50,00');
  await next(other).click();
  const told = other.getByRole('link', { name: /Вы начали платёж на .* и не оплатили/ });
  await expect(told).toContainText(money(fresh.toPay));
  await expect(told).toHaveAttribute('href', new RegExp(`payment=${first ?? ''}`, 'u'));
  const again = other.getByRole('button', { name: 'Всё равно оплатить' });
  await again.click();
  await expect(other.getByLabel('Сумма к оплате, рублей')).toHaveValue('50,00');
  await other.reload();
  await expect(told).toBeVisible();
  await expect(next(other)).toBeHidden();
  await again.click();
  await typeSum(other, '50,00');
  await goOn(other);
  await expect(other.getByText(money(5_000))).toBeVisible();
  expect(transaction(other)).not.toBe(first);
});

test('a payment that another tab has made stops the order with the new sum', async ({ page }) => {
  const { fresh, other } = await twoTabs(page);
  await typeSum(page, '100,50');
  await goOn(page);
  await finish(page);
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible();

  const rest = money(fresh.toPay - 10_050);
  await next(other).click();
  const told = other.getByRole('alert');
  await expect(told).toContainText(`Долг сейчас: ${rest}`);
  await expect(told).toBeFocused();
  await goOn(other);
  await expect(other.getByText(rest)).toBeVisible();
});

test('a sum that is none is told under its field and nothing is sent', async ({ page }) => {
  let sent = false;
  page.on('request', (request) => {
    sent ||= request.method() === 'POST' && request.url().endsWith('/payments');
  });
  await openForm(page);
  await page.getByRole('button', { name: 'Изменить сумму оплаты' }).click();
  const amount = page.getByLabel('Сумма к оплате, рублей');
  for (const typed of ['1,234', 'сто', '', '0,00', '-5']) {
    await amount.fill(typed);
    await page.getByRole('button', { name: 'Перейти к оплате' }).click();
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(amount).toHaveAttribute('aria-invalid', 'true');
    await expect(amount).toHaveValue(typed);
  }
  expect(sent).toBe(false);
});

test('more than can be paid at once is refused in words', async ({ page }) => {
  await openForm(page);
  await page.getByRole('button', { name: 'Изменить сумму оплаты' }).click();
  await page.getByLabel('Сумма к оплате, рублей').fill('15 000 000,01');
  await page.getByRole('button', { name: 'Перейти к оплате' }).click();
  await expect(page.getByRole('alert')).toContainText('за один раз');
});

test('a notification that is lost ends the waiting with a button that asks anew', async ({
  page,
}) => {
  await order(page, '90,00');
  await page.clock.install();
  await finish(page, 'потеряно');
  const waiting = page.getByRole('heading', { name: 'Ждём подтверждения' });
  await expect(waiting).toBeVisible();
  await expect(async () => {
    await page.clock.runFor(45_000);
    await expect(page.getByRole('heading', { name: 'Подтверждение ещё не пришло' })).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  await page.getByRole('button', { name: 'Проверить ещё раз' }).click();
  await expect(waiting).toBeVisible();
  await expect(page.getByText('оплачен', { exact: true })).toBeHidden();
});

test('«Платежи» leads to paying, also ahead', async ({ page }) => {
  await page.goto('/payments');
  await page.getByRole('link', { name: /^Оплатить/ }).click();
  await expect(page.getByRole('heading', { name: 'Оплатить', level: 1 })).toBeVisible();
});

test('where the company takes no payments here, nothing offers it and its page says what to do', async ({
  page,
}) => {
  await page.route(/\/api\/accounts\/[^/]+$/u, async (route) => {
    const card = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...card, online_payment: false } });
  });
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Начисления' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Скачать/ }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: /^Оплатить/ })).toHaveCount(0);
  await page.goto('/payments/pay');
  await expect(page.getByRole('heading', { name: 'Онлайн-оплаты нет' })).toBeVisible();
  await page.getByRole('link', { name: 'К начислениям и квитанции' }).click();
  await expect(page.getByRole('heading', { name: 'Начисления', level: 1 })).toBeVisible();
});

test('where a supplier is paid directly, the page shows how the sum is divided', async ({
  page,
}) => {
  const shared = await loadHouse(page.request, { shared: true });
  await attach(page, shared);
  const account = new URL(page.url()).searchParams.get('account') ?? '';
  await page.goto(`/payments/pay?account=${account}`);
  const parts = page.getByRole('listitem').filter({ hasText: 'Теплосеть' });
  await expect(parts).toContainText(money(shared.toPay - OWN_SHARE));
  await page.getByRole('button', { name: 'Изменить сумму оплаты' }).click();
  await page.getByLabel('Сумма к оплате, рублей').fill('1,00');
  const theirs = Math.round((100 * (shared.toPay - OWN_SHARE)) / shared.toPay);
  await expect(parts).toContainText(money(theirs));
});
