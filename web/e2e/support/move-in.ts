import { test, type APIRequestContext, type Browser, type Page } from '@playwright/test';
import { loadHouse, type House } from './house';
import { attach, register, signIn, type Resident } from './resident';

type Furnish = (request: APIRequestContext, house: House) => Promise<void>;

/** A house of one's own, whose account has been put into the cabinet on this page, where somebody stays signed in. */
export async function settle(page: Page, who: Resident, furnish?: Furnish): Promise<House> {
  const house = await loadHouse(page.request);
  await furnish?.(page.request, house);
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  return house;
}

/** A house of one's own, and somebody who lives there and has the account in the cabinet. */
export async function moveIn(browser: Browser, who: Resident, furnish?: Furnish): Promise<House> {
  const page = await browser.newPage({ baseURL: test.info().project.use.baseURL ?? '' });
  const house = await settle(page, who, furnish);
  await page.close();
  return house;
}
