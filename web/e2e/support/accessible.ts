import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Nothing on the page as it is now stands in the way of somebody who reads it otherwise than with healthy eyes. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Text keeps 7:1, more than level AA asks.
    .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
    .analyze();
  const found = violations.map(({ id, impact, nodes }) => ({ id, impact, at: nodes[0]?.html }));
  expect(found, what).toEqual([]);
}
