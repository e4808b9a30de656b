import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { newcomer, register, signIn } from './support/resident';

/** Selects the text of the first heading, as a double click or a long press does. */
async function selectHeading(page: Page): Promise<string> {
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toBeVisible();
  return heading.evaluate((element) => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.selectAllChildren(element);
    return element.textContent;
  });
}

test('Ctrl+Enter on a selection reports a mistake', async ({ page }) => {
  await page.goto('/help');
  const text = await selectHeading(page);
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Ошибка в тексте' });
  await expect(dialog.getByRole('blockquote')).toHaveText(text);
  await expectAccessible(page, 'the report of a mistake');
  await dialog.getByLabel(/Что не так/).fill('Лишняя буква');
  const [request] = await Promise.all([
    page.waitForRequest('**/api/typos'),
    dialog.getByRole('button', { name: 'Отправить' }).click(),
  ]);
  expect(request.postDataJSON()).toEqual({
    page: '/help',
    selection: text,
    comment: 'Лишняя буква',
  });
  await expect(dialog.getByText('Спасибо, сообщение передано.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Закрыть' }).click();
  await expect(dialog).toHaveCount(0);
});

test('a comment that was not sent is there again for the same words, until it is sent or called off', async ({
  page,
}) => {
  const dialog = page.getByRole('dialog', { name: 'Ошибка в тексте' });
  const comment = dialog.getByLabel(/Что не так/);
  async function begin(): Promise<void> {
    await page.goto('/help');
    await selectHeading(page);
    await page.keyboard.press('Control+Enter');
    await expect(comment).toBeVisible();
  }
  await begin();
  await comment.fill('Лишняя буква');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await begin();
  await expect(comment).toHaveValue('Лишняя буква');
  await expect(dialog.getByText('Мы сохранили то, что вы вводили')).toBeVisible();
  await dialog.getByRole('button', { name: 'Отмена' }).click();
  await begin();
  await expect(comment).toHaveValue('');
  await comment.fill('Лишняя запятая');
  await dialog.getByRole('button', { name: 'Отправить' }).click();
  await expect(dialog.getByText('Спасибо, сообщение передано.')).toBeVisible();
  await begin();
  await expect(comment).toHaveValue('');
});

test('without a selection Ctrl+Enter does nothing', async ({ page }) => {
  await page.goto('/help');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what is written while a report is on its way stays', async ({ page }) => {
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/api/typos', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto('/help');
  await selectHeading(page);
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Ошибка в тексте' });
  const comment = dialog.getByLabel(/Что не так/);
  await comment.fill('Лишняя буква');
  await dialog.getByRole('button', { name: 'Отправить' }).click();
  await comment.fill('Лишняя буква и запятая');
  arrive();
  await expect(dialog.getByText(/сообщение передано. Того, что вы дописали/)).toBeVisible();
  await expect(comment).toHaveValue('Лишняя буква и запятая');
  const again = page.waitForRequest('**/api/typos');
  await dialog.getByRole('button', { name: 'Отправить' }).click();
  expect((await again).postDataJSON()).toMatchObject({ comment: 'Лишняя буква и запятая' });
  await expect(dialog.getByText('Спасибо, сообщение передано.', { exact: true })).toBeVisible();
});

test('a comment that is too long is told, not cut', async ({ page }) => {
  await page.goto('/help');
  await selectHeading(page);
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Ошибка в тексте' });
  const comment = dialog.getByLabel(/Что не так/);
  await comment.focus();
  await page.keyboard.insertText('я'.repeat(1001));
  await expect(comment).toHaveValue('я'.repeat(1001));
  await expect(dialog.getByText('Лишних знаков: 1').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Отправить' }).click();
  await expect(dialog.getByRole('alert')).toContainText('не более 1000 знаков');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true });

  test('a selection by touch offers a button', async ({ page }) => {
    await page.goto('/help');
    await page.getByRole('heading', { level: 1 }).tap();
    const text = await selectHeading(page);
    await page.getByRole('button', { name: 'Сообщить об ошибке' }).tap();
    const dialog = page.getByRole('dialog', { name: 'Ошибка в тексте' });
    await expect(dialog.getByRole('blockquote')).toHaveText(text);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  test('so does one in a dialog that asks for a confirmation', async ({ page }) => {
    const who = newcomer();
    await register(page, who);
    await signIn(page, who);
    await page.goto('/profile/devices');
    await page.getByRole('button', { name: 'Выйти на всех устройствах' }).tap();
    const question = page.getByRole('dialog').getByRole('heading');
    await question.tap();
    const text = await question.evaluate((element) => {
      getSelection()?.selectAllChildren(element);
      return element.textContent;
    });
    await page.getByRole('button', { name: 'Сообщить об ошибке' }).tap();
    const report = page.getByRole('dialog', { name: 'Ошибка в тексте' });
    await expect(report.getByRole('blockquote')).toHaveText(text);
    await page.keyboard.press('Escape');
    await expect(report).toHaveCount(0);
    await expect(question).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    // Whatever was moved into the dialog, the page below offers its own button again.
    await page.getByRole('heading', { level: 1 }).tap();
    const heading = await selectHeading(page);
    await page.getByRole('button', { name: 'Сообщить об ошибке' }).tap();
    await expect(report.getByRole('blockquote')).toHaveText(heading);
  });
});
