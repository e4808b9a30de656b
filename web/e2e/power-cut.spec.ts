import { expect, test } from '@playwright/test';
import { money } from '../src/lib/format';
import { loadHouse, speakFor } from './support/house';
import { finish, order } from './support/pay';
import { attach, newcomer, register, signIn } from './support/resident';
import { IS_BUILT, OwnSystem } from './support/system';

test.skip(!IS_BUILT, 'The local system is not built: set LOCAL_SYSTEM to its program.');

let system: OwnSystem;

test.beforeAll(async () => {
  system = await OwnSystem.begin();
  speakFor(system.key);
});

test.afterAll(async () => {
  speakFor();
  await system.end();
});

test('a payment survives the system being killed before and after the money was taken', async ({
  browser,
}) => {
  test.slow();
  const context = await browser.newContext({ baseURL: system.url });
  const page = await context.newPage();
  const house = await loadHouse(page.request);
  const who = newcomer();
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);

  await order(page, '100,50');
  await system.kill();
  await system.start();
  await finish(page, 'узнаёт позже', 5);
  await expect(page.getByRole('heading', { name: 'Ждём подтверждения' })).toBeVisible();
  await system.kill();
  await expect(page.getByText('Связь прервалась')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('оплачен', { exact: true })).toBeHidden();
  await system.start();
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible({ timeout: 60_000 });
  await system.kill();
  await system.start();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible();

  await page.goto('/payments');
  await expect(page.getByRole('link', { name: money(10_050) })).toHaveCount(1);
  await page.goto('/');
  await expect(page.getByText(money(house.toPay - 10_050)).first()).toBeVisible();
  await context.close();
});
