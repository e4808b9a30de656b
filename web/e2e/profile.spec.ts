import { expect, test } from '@playwright/test';
import { settle } from './support/move-in';
import { loseAnswer } from './support/lost-answer';
import { mailed, mailedLink, newcomer, register, signIn } from './support/resident';

test('a new address holds once its own mail has confirmed it, and the old one hears of it', async ({
  page,
}) => {
  const who = newcomer();
  const other = newcomer().email;
  await register(page, who);
  await signIn(page, who);
  await page.goto('/profile');
  await page.getByRole('link', { name: 'Изменить: Электронная почта' }).click();

  await page.getByLabel('Новый адрес').fill(other);
  await page.getByRole('textbox', { name: 'Ваш пароль' }).fill('Not_this1');
  await page.getByRole('button', { name: 'Отправить письмо' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel('Новый адрес')).toHaveValue(other);

  await page.getByRole('textbox', { name: 'Ваш пароль' }).fill(who.password);
  await page.getByRole('button', { name: 'Отправить письмо' }).click();
  await expect(page.getByRole('heading', { name: 'Подтвердите новый адрес' })).toBeVisible();
  await mailed(page.request, who.email, 'Запрошена смена адреса в личном кабинете');
  await page.goto('/profile');
  await expect(page.getByText(`Ждёт подтверждения: ${other}`)).toBeVisible();

  await page.goto(await mailedLink(page.request, other, '/email'));
  await expect(page.getByRole('heading', { name: 'Адрес подтверждён' })).toBeVisible();
  await expect(page).toHaveURL(/\/email$/);
  await mailed(page.request, who.email, 'Адрес в личном кабинете изменён');
  await page.getByRole('link', { name: 'Открыть профиль' }).click();
  await expect(page.getByText(other)).toBeVisible();
  await expect(page.getByText('Ждёт подтверждения')).toBeHidden();
});

test('a name of an account that was typed outlives a reload, until it is saved', async ({
  page,
}) => {
  const who = newcomer();
  await settle(page, who);
  await page.goto('/profile/account');
  const label = page.locator('input[name=label]');
  await label.fill('Дача');
  await page.reload();
  await expect(label).toHaveValue('Дача');
  await page.getByRole('main').getByRole('button', { name: 'Сохранить' }).click();
  await expect(page).not.toHaveURL(/account\?|account$/);
  const kept = () => page.evaluate(() => JSON.stringify(sessionStorage));
  await expect.poll(kept).not.toContain('Дача');
});

test('an account that was taken out without an answer is told as taken out', async ({ page }) => {
  const house = await settle(page, newcomer());
  await page.goto('/profile');
  await loseAnswer(page, '**/api/accounts/*', 'DELETE');
  for (const outcome of ['Нет связи', `Счёт № ${house.number} убран из кабинета.`]) {
    await page.getByRole('button', { name: `Убрать из кабинета: № ${house.number}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Убрать из кабинета' }).click();
    await expect(page.getByRole('main').getByText(outcome)).toBeVisible();
  }
  await expect(page.getByRole('main').getByText('Нет связи')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Убрать из кабинета/u })).toHaveCount(0);
  await expect(page.getByRole('banner').getByText(house.number)).toHaveCount(0);
});

test('a change of the address can be taken back', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await page.goto('/profile/email');
  await page.getByLabel('Новый адрес').fill(newcomer().email);
  await page.getByRole('textbox', { name: 'Ваш пароль' }).fill(who.password);
  await page.getByRole('button', { name: 'Отправить письмо' }).click();
  await page.getByRole('button', { name: 'Не менять адрес' }).click();
  await expect(page.getByText('Адрес остаётся прежним')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Подтвердите новый адрес' })).toBeHidden();
});

test('another device is closed from here, and returns to its page after signing in', async ({
  page,
  browser,
  baseURL,
}) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'ru-RU' });
  const elsewhere = await context.newPage();
  await elsewhere.goto('/profile/mailings');
  await signIn(elsewhere, who);

  await page.goto('/profile/devices');
  await expect(page.getByText('Это устройство')).toHaveCount(1);
  await page.getByRole('button', { name: /^Закрыть кабинет:/ }).click();
  await expect(page.getByText('Кабинет открыт только здесь')).toBeVisible();

  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=/);
  await signIn(elsewhere, who);
  await expect(elsewhere.getByRole('heading', { name: 'Рассылки' })).toBeVisible();
  await context.close();
});

test('the password is changed, and the change stands among the actions', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await page.goto('/profile/password');
  await page.getByRole('textbox', { name: 'Текущий пароль' }).fill('Not_this1');
  await page.getByRole('textbox', { name: 'Новый пароль' }).fill('Drugoy_parol-8');
  await page.getByRole('textbox', { name: 'Подтверждение пароля' }).fill('Drugoy_parol-8');
  const submit = page.getByRole('button', { name: 'Сменить пароль' });
  await submit.click();
  await expect(page.getByRole('textbox', { name: 'Текущий пароль' })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await page.getByRole('textbox', { name: 'Текущий пароль' }).fill(who.password);
  await submit.click();
  await expect(page.getByText('На других устройствах нужно войти заново')).toBeVisible();
  await mailed(page.request, who.email, 'Пароль личного кабинета изменён');

  await page.goto('/profile/actions');
  const actions = page.getByRole('table', { name: 'Что и когда происходило' });
  await expect(actions.getByRole('rowheader', { name: 'Пароль изменён' })).toBeVisible();
  await expect(actions.getByRole('rowheader', { name: 'Вход', exact: true })).toBeVisible();
});

test('an account gets a name of its own and its mailings, and all of it stands among the actions', async ({
  page,
}) => {
  const who = newcomer();
  const house = await settle(page, who);
  await page.goto('/profile');
  await page.getByRole('link', { name: `Назвать: № ${house.number}` }).click();
  await page.getByLabel('Как называть счёт').fill('Квартира мамы');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Квартира мамы', { exact: true })).toBeVisible();

  await page.goto('/profile/mailings');
  await expect(page.getByRole('heading', { name: 'Квартира мамы' })).toBeVisible();
  const receipts = page.getByRole('checkbox', { name: 'Квитанция по почте' });
  const reminder = page.getByRole('checkbox', { name: 'Напоминание о показаниях' });
  await receipts.check();
  await expect(page.getByText('Сохранено')).toHaveCount(1);
  await reminder.check();
  await expect(page.getByText('Сохранено')).toHaveCount(2);
  await page.reload();
  await expect(receipts).toBeChecked();
  await expect(reminder).toBeChecked();

  await page.goto('/profile/actions');
  const actions = page.getByRole('table', { name: 'Что и когда происходило' });
  for (const sentence of [
    'Изменено название лицевого счёта',
    'Включены квитанции по почте',
    'Включены напоминания о показаниях',
  ]) {
    const row = actions.getByRole('rowheader', { name: `${sentence}: ${house.number}` });
    await expect(row).toBeVisible();
  }

  // The same choice stands where the receipt is.
  await page.goto('/charges');
  const byMail = page.getByRole('checkbox', { name: 'Присылать квитанцию по почте' });
  await expect(byMail).toBeChecked();
  await byMail.uncheck();
  await expect(page.getByText('Сохранено')).toBeVisible();
  await page.reload();
  await expect(byMail).not.toBeChecked();
});

test('an account of the cabinet is erased only with the password and a consent, and a mail confirms it', async ({
  page,
}) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await page.goto('/profile/erase');
  await page.evaluate(() => {
    localStorage.setItem('draft:readings-1', '{}');
  });
  const submit = page.getByRole('button', { name: 'Удалить учётную запись' });
  await submit.click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Ваш пароль' }).fill(who.password);
  await page.getByRole('checkbox', { name: /нельзя будет восстановить/ }).check();
  await submit.click();
  await expect(page.getByRole('heading', { name: 'Учётная запись удалена' })).toBeVisible();
  await mailed(page.request, who.email, 'Учётная запись в личном кабинете удалена');
  expect(await page.evaluate(() => localStorage.length), 'nothing typed stays behind').toBe(0);

  await page.goto('/sign-in');
  await page.getByLabel('Имя пользователя').fill(who.login);
  await page.getByRole('textbox', { name: 'Пароль' }).fill(who.password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('alert')).toContainText('Не удалось войти');
});

test('an erasure whose answer got lost is asked for again and told as done', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await page.goto('/profile/erase');
  await page.getByRole('textbox', { name: 'Ваш пароль' }).fill(who.password);
  await page.getByRole('checkbox', { name: /нельзя будет восстановить/ }).check();
  const submit = page.getByRole('button', { name: 'Удалить учётную запись' });
  await loseAnswer(page, '**/api/profile', 'DELETE');
  await submit.click();
  await expect(page.getByRole('alert')).toContainText('Нет связи');
  await submit.click();
  await expect(page.getByRole('heading', { name: 'Учётная запись удалена' })).toBeVisible();
});

test('a changed agreement is asked for on every page until it is accepted', async ({ page }) => {
  const who = newcomer();
  await register(page, who);
  await page.route('**/api/auth/login', async (route) => {
    const response = await route.fetch();
    const grant = (await response.json()) as { user: object };
    const user = { ...grant.user, agreement_to_accept: '2026-11-28' };
    await route.fulfill({ response, json: { ...grant, user } });
  });
  await signIn(page, who);
  const asks = page.getByRole('heading', { name: 'Соглашение изменилось' });
  await expect(asks).toBeVisible();
  await expect(page.getByRole('link', { name: 'Прочитать новую редакцию' })).toBeVisible();
  await page.getByRole('button', { name: 'Я ознакомился и принимаю' }).click();
  await expect(page.getByRole('heading', { name: 'Спасибо' })).toBeVisible();
  await expect(asks).toBeHidden();
});
