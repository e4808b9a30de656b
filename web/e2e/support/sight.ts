import { expect, type Locator } from '@playwright/test';

/** Wholly on the part of the screen that the keyboard leaves. */
export async function expectInSight(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const sight = () =>
    target.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      const { offsetTop = 0, height = innerHeight } = visualViewport ?? {};
      return top >= offsetTop && bottom <= offsetTop + height;
    });
  await expect.poll(sight).toBe(true);
}
