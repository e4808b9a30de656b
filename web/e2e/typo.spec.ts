import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';

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

test('without a selection Ctrl+Enter does nothing', async ({ page }) => {
  await page.goto('/help');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
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
});
