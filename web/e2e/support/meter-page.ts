import type { Locator, Page } from '@playwright/test';

export function meter(page: Page, serial: string): Locator {
  return page.getByRole('group', { name: `Счётчик № ${serial}` });
}

export function value(page: Page, serial: string): Locator {
  return meter(page, serial).getByLabel('Показание сейчас');
}

export async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Передать показания' }).click();
}
