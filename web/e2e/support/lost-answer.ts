import type { Page } from '@playwright/test';

/** The first such call arrives and is done, but its answer never comes back. */
export async function loseAnswer(page: Page, url: string, method: string): Promise<void> {
  let lost = false;
  await page.route(url, async (route) => {
    if (lost || route.request().method() !== method) return route.fallback();
    lost = true;
    await route.fetch();
    await route.abort();
  });
}
