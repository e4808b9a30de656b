import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { writeAppeal } from './support/requests';
import { newcomer, signIn } from './support/resident';
import { moveIn } from './support/move-in';

const who = newcomer();
/** The smallest PNG there is. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');

const picture = { name: 'кухня.png', mimeType: 'image/png', buffer: PNG };
const paper = { name: 'акт.pdf', mimeType: 'application/pdf', buffer: PDF };

test.beforeAll(async ({ browser }) => {
  await moveIn(browser, who);
});

test.beforeEach(async ({ page }) => {
  await page.goto('/appeals/new');
  await signIn(page, who);
  await page.getByLabel('Тема').fill('Протечка');
  await page.getByLabel('Текст обращения').fill('На кухне.');
});

function picker(page: Page) {
  return page.getByLabel(/Прикрепить файл/);
}

function send(page: Page) {
  return page.getByRole('button', { name: 'Отправить обращение' });
}

test('files go with an appeal and a message, outlive a reload, and come back', async ({ page }) => {
  await picker(page).setInputFiles([picture, paper]);
  const ready = page.getByText('Загружен', { exact: true });
  await expect(ready).toHaveCount(2);
  await page.reload();
  await expect(ready).toHaveCount(2);
  await send(page).click();
  const download = page.getByRole('button', { name: 'Скачать файл кухня.png' });
  await expect(download).toBeVisible();
  await expect(page.getByRole('button', { name: 'Скачать файл акт.pdf' })).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  expect((await readFile(await file.path())).equals(PNG)).toBe(true);

  await page.getByLabel('Сообщение').fill('И ещё.');
  await picker(page).setInputFiles([{ ...paper, name: 'второй.pdf' }]);
  await expect(ready).toHaveCount(1);
  await page.getByRole('button', { name: 'Отправить сообщение' }).click();
  await expect(page.getByRole('button', { name: 'Скачать файл второй.pdf' })).toBeVisible();
  await expect(ready).toHaveCount(0);
});

test('what cannot be attached is told at once and nothing of it is sent', async ({ page }) => {
  let asked = 0;
  page.on('request', (request) => (asked += request.url().endsWith('/uploads') ? 1 : 0));
  await picker(page).setInputFiles([
    { name: 'вирус.exe', mimeType: 'application/octet-stream', buffer: PNG },
    { ...paper, name: 'большой.pdf', buffer: Buffer.alloc(5 * 1024 * 1024 + 1) },
    { ...paper, name: 'пустой.pdf', buffer: Buffer.alloc(0) },
  ]);
  await expect(page.getByRole('alert')).toContainText('вирус.exe: можно прикрепить только фото');
  await expect(page.getByRole('alert')).toContainText('большой.pdf: файл больше 5 МБ');
  await expect(page.getByRole('alert')).toContainText('пустой.pdf: файл пустой');
  expect(asked).toBe(0);
  await picker(page).setInputFiles(
    Array.from({ length: 6 }, (_, index) => ({ ...picture, name: `${index}.png` })),
  );
  await expect(page.getByRole('alert')).toContainText('не больше 5 файлов');
  await expect(page.getByText('Загружен', { exact: true })).toHaveCount(5);
});

test('a picture that is none is told at its file; removed, the appeal goes', async ({ page }) => {
  await picker(page).setInputFiles([{ ...picture, buffer: PDF.subarray(4) }]);
  await expect(page.getByText('Загружен', { exact: true })).toBeVisible();
  await send(page).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByRole('alert').getByRole('link').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'кухня.png' })).toBeFocused();
  await page.getByRole('button', { name: 'Убрать файл кухня.png' }).click();
  await expect(picker(page)).toBeFocused();
  await send(page).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Протечка' })).toBeVisible();
});

test('an upload that broke off is repeated', async ({ page }) => {
  let broken = true;
  await page.route('**/*', async (route) => {
    const form = route.request().headers()['content-type']?.startsWith('multipart/form-data');
    if (form === true && broken) await route.abort();
    else await route.fallback();
  });
  await picker(page).setInputFiles([picture]);
  await expect(page.getByText('Связь прервалась.').first()).toBeVisible();
  await send(page).click();
  await expect(page.getByRole('alert')).toContainText('Уберите файлы, которые не загрузились');
  broken = false;
  await page.getByRole('button', { name: 'Загрузить файл кухня.png ещё раз' }).click();
  await expect(page.getByText('Загружен', { exact: true })).toBeVisible();
  await send(page).click();
  await expect(page.getByRole('button', { name: 'Скачать файл кухня.png' })).toBeVisible();
});

test('a file that the store does not give leaves the correspondence as it is', async ({ page }) => {
  await picker(page).setInputFiles([picture]);
  await expect(page.getByText('Загружен', { exact: true })).toBeVisible();
  await send(page).click();
  const download = page.getByRole('button', { name: 'Скачать файл кухня.png' });
  const refused = '<?xml version="1.0"?><Error><Code>SlowDown</Code></Error>';
  await page.route('**/files/*', async (route) => {
    const answered = await route.fetch();
    const { url } = (await answered.json()) as { url: string };
    await page.route(new URL(url, page.url()).href, (call) =>
      call.fulfill({ status: 503, contentType: 'application/xml', body: refused }),
    );
    await route.fulfill({ response: answered });
  });
  await download.click();
  await expect(page.getByText('Хранилище файлов занято')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Протечка' })).toBeVisible();
  await expect(download).toBeVisible();
  await page.unrouteAll();
  await Promise.all([page.waitForEvent('download'), download.click()]);
  await expect(page.getByText('Хранилище файлов занято')).toBeHidden();
});

test('a message without files says nothing of them', async ({ page }) => {
  await writeAppeal(page, 'Без файлов');
  await expect(page.getByRole('list', { name: 'Файлы сообщения' })).toHaveCount(0);
});
