import { expect, test, type Locator, type Page } from '@playwright/test';
import { loadMeters } from './support/meters';
import { meter, submit, value } from './support/meter-page';
import { moveIn } from './support/move-in';
import { newcomer, signIn, type Resident } from './support/resident';
import { expectInSight } from './support/sight';

const who: Resident = newcomer();

test.beforeAll(async ({ browser }) => {
  await moveIn(browser, who, async (request, home) => {
    await loadMeters(request, home, {
      'А-1': '10',
      'Б-2': '20',
      'В-3': '30',
      'Г-4': '40',
      'Д-5': '99998',
      'Е-6': '60',
      'Ж-7': '70',
    });
  });
});

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto('/sign-in');
  await signIn(page, who);
  await page.goto('/meters');
});

/** The question about a meter. */
function question(page: Page, serial: string): Locator {
  return meter(page, serial).getByRole('status').filter({ hasText: 'Проверьте показание' });
}

test('a question about the first of the meters is not missed by who sends from below the last', async ({
  page,
}) => {
  await value(page, 'А-1').fill('460');
  for (const [serial, text] of Object.entries({ 'Б-2': '21', 'В-3': '31', 'Г-4': '41' })) {
    await value(page, serial).fill(text);
  }
  await submit(page);
  await expect(question(page, 'А-1')).toBeFocused();
  await expectInSight(question(page, 'А-1'));
  await question(page, 'А-1').getByRole('button', { name: 'Да, верно' }).click();
  const notice = page.getByRole('status').filter({ hasText: 'Принято: 4 счётчика.' });
  await expect(notice).toBeFocused();
  await expectInSight(notice);
});

test('with the keyboard open a question is in sight together with its answers', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 300 });
  await value(page, 'Д-5').fill('3');
  await value(page, 'Д-5').press('Enter');
  await expect(question(page, 'Д-5')).toBeFocused();
  await expectInSight(question(page, 'Д-5').getByRole('heading', { name: 'Проверьте показание' }));
  await expectInSight(question(page, 'Д-5').getByRole('button', { name: 'Да, верно' }));
  await expectInSight(question(page, 'Д-5').getByRole('button', { name: 'Нет, исправлю' }));
  await value(page, 'Д-5').fill('');
});

test('a question comes before what is wrong with another meter, which comes next', async ({
  page,
}) => {
  await value(page, 'Е-6').fill('9');
  await value(page, 'Ж-7').fill('520');
  await submit(page);
  await expect(question(page, 'Ж-7')).toBeFocused();
  await question(page, 'Ж-7').getByRole('button', { name: 'Да, верно' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary).toContainText('Показание 9 меньше предыдущего, 60');
  await value(page, 'Е-6').fill('');
});

test('the red wheels of the drum stay where they are, and the comma stands before them', async ({
  page,
}) => {
  const drum = () =>
    value(page, 'Е-6').evaluate((input) => {
      const { backgroundImage, backgroundSize, textIndent } = getComputedStyle(input);
      return { wheels: backgroundImage, free: parseFloat(textIndent) / parseFloat(backgroundSize) };
    });
  const { wheels } = await drum();
  await value(page, 'Е-6').fill('128,95');
  const typed = await drum();
  expect(typed.wheels).toBe(wheels);
  // Five wheels, three digits.
  expect(typed.free).toBeCloseTo(2, 1);
  await value(page, 'Е-6').fill('00128,95');
  expect((await drum()).free).toBe(0);
  await value(page, 'Е-6').fill('');
});
