import { expect, test, type Locator, type Page } from '@playwright/test';
import { loadCommonNeeds, loadHouse } from './support/house';
import { attach, newcomer, register, signIn } from './support/resident';

const HOUSE = { area_total: '4000', house_volume: '1000', non_residential: '50' };

/** What the house used beyond its flats: within the norm, above it, below nothing. */
const NEEDS = {
  hot: {
    name: 'Горячая вода',
    row: { ...HOUSE, individual: '850.5', by_norm: '60', cap: '50', tariff: '145.97' },
  },
  cold: {
    name: 'Холодная вода',
    row: { ...HOUSE, individual: '830', by_norm: '40', cap: '20', tariff: '40' },
  },
  heat: {
    name: 'Отопление',
    row: { ...HOUSE, individual: '930', by_norm: '30', cap: '20', tariff: '2000' },
  },
};

test('common needs are explained with the figures of the house', async ({ page }) => {
  const who = newcomer();
  const house = await loadHouse(page.request);
  await loadCommonNeeds(page.request, house, NEEDS);
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await page.goto('/odn');

  // (1000 − 50 − 60 − 850,5) × 64 / 4000 = 0,632; × 145,97 = 92,25.
  const hot = await service(page, 'Горячая вода');
  // The statement of the month charges the upkeep alone.
  await expect(hot).toContainText('В ваших начислениях за этот месяц такой услуги нет.');
  await expect(hot).not.toContainText('Начислено не по этому расчёту.');
  await expect(hot).toContainText('Ваша доля по расчёту — 0,632 м³, 92,25 ₽.');
  await expect(hot).toContainText('не больше норматива, поэтому начисляется полностью');
  await expect(hot).toContainText('39,5');

  // 80 are left, 20 are charged: 20 × 64 / 4000 = 0,32; × 40 = 12,80.
  const cold = await service(page, 'Холодная вода');
  await expect(cold).toContainText('Ваша доля по расчёту — 0,32 м³, 12,80 ₽.');
  await expect(cold).toContainText('Остальное, 60 м³, оплачивает управляющая организация');

  // 10 less than nothing, carried into the next month by the company's policy.
  const heat = await service(page, 'Отопление');
  await expect(heat).toContainText('= 0,00 ₽');
  await expect(heat).not.toContainText('Начислено не по этому расчёту.');
  await expect(heat).toContainText('10 м³ вычтут из ОДН следующего месяца');
});

/** The calculation of a service. */
async function service(page: Page, name: string): Promise<Locator> {
  const heading = page.getByRole('heading', { name, exact: true });
  await expect(heading).toBeVisible();
  return page.locator('section').filter({ has: heading });
}
