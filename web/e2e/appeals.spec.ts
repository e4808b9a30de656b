import { expect, test, type Page } from '@playwright/test';
import { post } from './support/house';
import { writeAppeal } from './support/requests';
import { newcomer, signIn } from './support/resident';
import { moveIn } from './support/move-in';

const who = newcomer();

test.beforeAll(async ({ browser }) => {
  await moveIn(browser, who);
});

test.beforeEach(async ({ page }) => {
  await page.goto('/appeals');
  await signIn(page, who);
});

function send(page: Page) {
  return page.getByRole('button', { name: 'Отправить обращение' });
}

test('one writes, adds to it, closes it and opens it again', async ({ page }) => {
  await page.getByRole('link', { name: 'Новое обращение' }).click();
  await expect(page.getByLabel('Электронная почта')).toHaveValue(who.email);
  await page.getByLabel('Тема').fill('Перерасчёт');
  await page.getByLabel('Текст обращения').fill('Два дня не было воды.\nПрошу пересчитать.');
  await page.getByLabel('Телефон').fill('8 (917) 123-45-67');
  await send(page).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Перерасчёт' })).toBeVisible();
  await expect(page.getByText('Отправлено', { exact: true })).toBeVisible();
  await expect(page.getByText(`${who.email}, +79171234567`)).toBeVisible();
  await expect(page.getByText('Помог ли вам ответ?')).toHaveCount(0);

  await page.getByLabel('Сообщение').fill('И ещё: нет отопления.');
  await page.getByRole('button', { name: 'Отправить сообщение' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'И ещё' })).toContainText('Вы');
  await expect(page.getByText('Сообщение отправлено')).toBeVisible();
  await expect(page.getByLabel('Сообщение')).toHaveValue('');

  await page.getByRole('button', { name: 'Закрыть обращение' }).click();
  await expect(page.getByRole('heading', { name: 'Обращение закрыто' })).toBeVisible();
  await expect(page.getByLabel('Сообщение')).toHaveCount(0);
  await page.getByRole('main').getByRole('link', { name: 'Обращения' }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'Перерасчёт' });
  await expect(line).toContainText('Закрыто');
  await expect(line).toContainText('2\u00a0сообщения');
  await line.getByRole('link').click();
  await page.getByRole('button', { name: 'Открыть снова' }).click();
  await expect(page.getByLabel('Сообщение')).toBeVisible();
});

test('what is missing or too long is told before anything is sent', async ({ page }) => {
  let sent = false;
  page.on('request', (request) => (sent ||= request.method() === 'POST'));
  await page.goto('/appeals/new');
  await expect(page.getByLabel('Тема')).toBeVisible();
  sent = false;
  await page.getByLabel('Электронная почта').fill('');
  await send(page).click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText([
    'Укажите тему обращения',
    'Напишите текст обращения',
    'Укажите почту или телефон',
  ]);
  await page.getByLabel('Тема').fill('Лифт');
  await page.getByLabel('Электронная почта').fill(who.email);
  await page.getByLabel('Текст обращения').fill('я'.repeat(4001));
  await expect(page.getByText('Лишних знаков: 1').first()).toBeVisible();
  await send(page).click();
  await expect(summary).toContainText('не более 4000 знаков');
  expect(sent).toBe(false);
  await page.getByLabel('Текст обращения').fill('я'.repeat(4000));
  await page.getByLabel('Телефон').fill('12');
  await send(page).click();
  await expect(page.getByLabel('Телефон')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Текст обращения')).toHaveValue('я'.repeat(4000));
});

test('a lost answer and a closed tab lose nothing and send nothing twice', async ({
  page,
  context,
}) => {
  const topic = `Домофон ${Date.now()}`;
  await page.goto('/appeals/new');
  await page.getByLabel('Тема').fill(topic);
  await page.getByLabel('Текст обращения').fill('Не открывает.');
  // The request arrives, its answer does not.
  await page.route(/\/appeals$/u, async (route) => {
    if (route.request().method() === 'POST') await route.fetch();
    await route.abort();
  });
  await send(page).click();
  await expect(page.getByRole('alert')).toContainText('Нет связи');
  await page.close();

  const next = await context.newPage();
  await next.goto('/appeals/new');
  await expect(next.getByText('Мы сохранили то, что вы вводили')).toBeVisible();
  await expect(next.getByLabel('Тема')).toHaveValue(topic);
  await send(next).click();
  await expect(next.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await next.goto('/appeals');
  await expect(next.getByRole('link', { name: topic })).toHaveCount(1);
  await next.goto('/appeals/new');
  await expect(next.getByLabel('Тема')).toHaveValue('');
});

test('what is typed while a message is on its way stays', async ({ page }) => {
  await writeAppeal(page, 'Мусоропровод');
  const field = page.getByLabel('Сообщение');
  await field.fill('Забит.');
  let typed = (): void => undefined;
  const typing = new Promise<void>((resolve) => (typed = resolve));
  await page.route(/\/messages$/u, async (route) => {
    await typing;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Отправить сообщение' }).click();
  await field.fill('И второй подъезд.');
  typed();
  await expect(page.getByText('Сообщение отправлено')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Забит.' })).toBeVisible();
  await expect(field).toHaveValue('И второй подъезд.');
});

test('signing out forgets what was typed', async ({ page }) => {
  await page.goto('/appeals/new');
  await page.getByLabel('Текст обращения').fill('Никому не показывать');
  await page.getByRole('banner').getByRole('button', { name: 'Выход' }).click();
  await expect(page.getByText('Вы вышли из кабинета')).toBeVisible();
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  );
  expect(kept).not.toContain('Никому');
});

test('an answer is counted until it was read, and rated', async ({ page }) => {
  await writeAppeal(page, 'Шум в подвале');
  const address = page.url();
  const appeal = new URL(address).searchParams.get('appeal') ?? '';
  await post(page.request, `appeals/${appeal}/reply`, {
    reply_id: `answer-${Date.now()}`,
    text: 'Насос заменён.\nСпасибо за сообщение.',
    status: 'answered',
  });

  await page.goto('/');
  await expect(page.getByRole('heading', { name: /^Вам ответили в 1\sобращении/ })).toBeVisible();
  const entry = page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', {
    name: /^Обращения/,
  });
  await expect(entry).toHaveAccessibleName(/1\sобращение с новым ответом/);
  await entry.click();
  const line = page.getByRole('listitem').filter({ hasText: 'Шум в подвале' });
  await expect(line).toContainText('Новый ответ');
  await line.getByRole('link').click();
  await expect(page.getByText('Есть ответ', { exact: true })).toBeVisible();
  await expect(page.getByText('Насос заменён.')).toBeVisible();
  await expect(entry).not.toHaveAccessibleName(/ответ/);

  await page.getByRole('button', { name: 'Да, помог' }).click();
  await expect(page.getByText('Спасибо, оценка учтена')).toBeVisible();
  await page.getByRole('button', { name: 'Нет, не помог' }).click();
  await expect(page.getByRole('button', { name: 'Нет, не помог' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.getByLabel('Сообщение').fill('Шум остался.');
  await page.getByRole('button', { name: 'Отправить сообщение' }).click();
  await expect(page.getByText('Сообщение отправлено')).toBeVisible();
});

/** An appeal as lists tell it. */
function told(id: number, unread = false): object {
  const at = '2026-10-20T09:00:00Z';
  const counts = { messages: 2, answers: 1 };
  const topic = `Обращение ${id}`;
  return { id, topic, status: 'answered', unread, ...counts, created_at: at, updated_at: at };
}

test('an answer to an old appeal is on the list without being looked for', async ({ page }) => {
  await page.route(/\/appeals\/unread$/u, (route) => route.fulfill({ json: { unread: 1 } }));
  await page.route(/\/appeals\?/u, (route) => {
    const second = route.request().url().includes('cursor=');
    const items = Array.from({ length: 20 }, (_, at) => told(40 - at));
    return route.fulfill({
      json: second
        ? { items: [told(1, true)], next_cursor: null }
        : { items, next_cursor: 'second' },
    });
  });
  await page.goto('/');
  await page.getByRole('link', { name: 'Прочитать' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Новый ответ' })).toContainText(
    'Обращение 1',
  );
});

test('a full appeal offers a new one in place of the form', async ({ page }) => {
  await writeAppeal(page, 'Долгий разговор');
  let messages = 99;
  await page.route(/\/appeals\/[^/?]+$/u, async (route) => {
    const thread = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...thread, messages } });
  });
  await page.reload();
  await page.getByLabel('Сообщение').fill('Последнее.');
  messages = 100;
  await page.getByRole('button', { name: 'Отправить сообщение' }).click();
  const full = page.getByRole('status').filter({ hasText: 'больше нет места' });
  await expect(full).toBeFocused();
  await expect(page.getByLabel('Сообщение')).toHaveCount(0);
  await page.getByRole('button', { name: 'Закрыть обращение' }).click();
  await expect(page.getByText('Закрыто', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Открыть снова' })).toHaveCount(0);
  await full.getByRole('link', { name: 'напишите новое обращение' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Новое обращение' })).toBeVisible();
});

test('a foreign appeal is told to be none', async ({ page }) => {
  await writeAppeal(page, 'Чужое');
  const { search } = new URL(page.url());
  await page.goto(`/appeals/appeal${search.slice(0, -4)}0000`);
  await expect(page.getByRole('heading', { name: 'Такого обращения нет' })).toBeVisible();
});

test('whoever hears the page is told at once that an appeal opens', async ({ page }) => {
  await writeAppeal(page, 'Козырёк');
  await page.getByRole('main').getByRole('link', { name: 'Обращения' }).click();
  await expect(page).toHaveTitle(/^Обращения/u);
  let letGo = (): void => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\/appeals\/[^/?]+$/u, async (route) => {
    await gone;
    await route.fallback();
  });
  await page.getByRole('link', { name: 'Козырёк' }).click();
  await expect(page.locator('#svelte-announcer')).toHaveText('Обращение · Личный кабинет');
  await expect(page).toHaveTitle('Обращение · Личный кабинет');
  letGo();
  await expect(page).toHaveTitle('Козырёк · Личный кабинет');
});

test('closing and opening again show that they are on their way, and keep the focus near', async ({
  page,
}) => {
  await writeAppeal(page, 'Скамейка');
  let letGo = (): void => undefined;
  await page.route(/\/(close|reopen)$/u, async (route) => {
    await new Promise<void>((resolve) => (letGo = resolve));
    await route.fallback();
  });
  await page.getByRole('button', { name: 'Закрыть обращение' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Закрываем' })).toBeVisible();
  letGo();
  const closed = page.getByRole('heading', { name: 'Обращение закрыто' });
  await expect(closed.locator('..')).toBeFocused();
  await page.getByRole('button', { name: 'Открыть снова' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Открываем' })).toBeVisible();
  letGo();
  await expect(page.getByRole('status').filter({ hasText: 'В работе' })).toBeFocused();
});

test('«Показать ещё» shows that it waits, and leads to the first of the new ones', async ({
  page,
}) => {
  let letGo = (): void => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\/appeals\?/u, async (route) => {
    if (!route.request().url().includes('cursor=')) {
      return route.fulfill({ json: { items: [told(3), told(2)], next_cursor: 'second' } });
    }
    await gone;
    await route.fulfill({ json: { items: [told(1)], next_cursor: null } });
  });
  await page.goto('/appeals');
  await page.getByRole('button', { name: 'Показать ещё' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Загружаем' })).toBeVisible();
  letGo();
  await expect(page.getByRole('link', { name: 'Обращение 1' })).toBeFocused();
});
