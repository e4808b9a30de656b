import { expect, test, type Page } from '@playwright/test';
import { correctMonth, loadHouse, type House } from './support/house';
import {
  attach,
  mailed,
  mailedLink,
  newcomer,
  register,
  signIn,
  type Mail,
  type Resident,
} from './support/resident';

const CORRECTED = 'Начисления исправлены, прежняя квитанция заменена';

test('a closed month brings the receipt by mail, and one press in the letter ends that', async ({
  page,
}) => {
  const { who, receipt } = await receiptByMail(page);
  const [file] = receipt.attachments;
  expect(file?.type).toBe('application/pdf');
  const pdf = await page.request.get(file?.href ?? '');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  expect(receipt.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');

  await page.goto(await mailedLink(page.request, who.email, '/unsubscribe'));
  await expect(page.getByRole('heading', { name: 'Не присылать квитанции?' })).toBeVisible();
  await page.getByRole('button', { name: 'Не присылать' }).click();
  await expect(page.getByRole('heading', { name: 'Квитанции больше не придут' })).toBeVisible();
  await page.getByRole('link', { name: /рассылк/iu }).click();
  await expect(page.getByRole('checkbox', { name: 'Квитанция по почте' })).not.toBeChecked();
});

test('a letter that came back stops the mailings, until the person wants them again', async ({
  page,
}) => {
  const { receipt } = await receiptByMail(page);
  await tell(page, receipt, 'passing_bounce');
  const stopped = page.getByText('Письма до вас не доходят');
  await page.goto('/profile/mailings');
  await expect(page.getByRole('checkbox', { name: 'Квитанция по почте' })).toBeChecked();
  await expect(stopped).toBeHidden();

  await tell(page, receipt, 'bounce');
  await page.reload();
  await expect(stopped).toBeVisible();
  await expect(page.getByText('такого почтового ящика нет')).toBeVisible();
  // Nor does the switch beside the charges promise what will not come.
  await page.goto('/charges');
  await expect(page.getByRole('checkbox', { name: 'Присылать квитанцию по почте' })).toBeChecked();
  await expect(page.getByText('Письма до вас не доходят, поэтому и это не придёт.')).toBeVisible();
  await page.goto('/meters');
  await expect(page.getByRole('checkbox', { name: /напомин/iu })).not.toBeChecked();
  await expect(page.getByText('Письма до вас не доходят')).toBeHidden();
  await page.goto('/charges');
  await page.getByRole('link', { name: /в разделе «Рассылки»/iu }).click();
  await page.getByRole('button', { name: 'Присылать снова' }).click();
  await expect(stopped).toBeHidden();
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Квитанция по почте' })).toBeChecked();
  await expect(stopped).toBeHidden();
  await page.goto('/charges');
  await expect(page.getByRole('checkbox', { name: 'Присылать квитанцию по почте' })).toBeChecked();
  await expect(stopped).toBeHidden();
});

/** Somebody who has asked for receipts, and the letter that the next closing brought. */
async function receiptByMail(page: Page): Promise<{ who: Resident; receipt: Mail }> {
  const who = newcomer();
  const house: House = await loadHouse(page.request);
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  // Other tests have closed the month before: this account is in it for the first time.
  await page.goto('/charges');
  await expect(page.getByText('Месяц закрыт бухгалтером')).toBeVisible();
  await expect(page.getByText(CORRECTED)).toBeHidden();
  await page.goto('/profile/mailings');
  await page.getByRole('checkbox', { name: 'Квитанция по почте' }).check();
  await expect(page.getByText('Сохранено')).toBeVisible();
  await correctMonth(page.request, house);
  await page.goto('/charges');
  await expect(page.getByText(CORRECTED)).toBeVisible();
  return { who, receipt: await mailed(page.request, who.email, /квитанция/iu) };
}

/** What the provider of mail tells of a letter. */
async function tell(page: Page, { id }: Mail, event: string): Promise<void> {
  const told = await page.request.post(`/_local/mail/${id}/feedback`, { data: { event } });
  expect(told.status()).toBe(204);
}
