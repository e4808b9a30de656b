import { test, type APIRequestContext, type Browser } from '@playwright/test';
import { loadHouse, type House } from './house';
import { attach, register, signIn, type Resident } from './resident';

/** A house of one's own, and somebody who lives there and has the account in the cabinet. */
export async function moveIn(
  browser: Browser,
  who: Resident,
  furnish?: (request: APIRequestContext, house: House) => Promise<void>,
): Promise<House> {
  const page = await browser.newPage({ baseURL: test.info().project.use.baseURL ?? '' });
  const house = await loadHouse(page.request);
  await furnish?.(page.request, house);
  await register(page, who);
  await signIn(page, who);
  await attach(page, house);
  await page.close();
  return house;
}
