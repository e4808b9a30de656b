import { expect, test, type Page } from '@playwright/test';
import { post } from './support/house';
import { settle } from './support/move-in';
import { mainPages } from './support/pages';
import { writeAppeal } from './support/requests';
import { newcomer, signIn, type Resident } from './support/resident';

/** What good sites stay below, by the measure of browsers: 0 nothing moves, 1 the whole screen does. */
const MOST = 0.1;

const pages = [...mainPages, '/appeals/new'];

const who: Resident = newcomer();

// The main page has most to show where the company has answered.
test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  await settle(page, who);
  await writeAppeal(page, 'Шум в подвале');
  const appeal = new URL(page.url()).searchParams.get('appeal') ?? '';
  const answer = { reply_id: `answer-${Date.now()}`, text: 'Насос заменён.', status: 'answered' };
  await post(page.request, `appeals/${appeal}/reply`, answer);
  await page.close();
});

/** Adds up how far things move on the page that is opened next. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Shift extends PerformanceEntry {
      value: number;
      sources: { node: Node | null }[];
    }
    const seen = { moved: 0, what: [] as string[] };
    Object.assign(window, { seen });
    // On an old phone a frame is drawn between any two parts of a page.
    const soon = window.setTimeout.bind(window);
    const late = (call: () => void, after = 0): number => soon(call, after + 40);
    Object.assign(window, { setTimeout: late });
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        seen.moved += value;
        const names = sources.map(({ node }) =>
          node instanceof Element ? node.outerHTML.slice(0, 80) : '',
        );
        seen.what.push(`${value.toFixed(3)} ${names.join(' ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

async function moved(page: Page, path: string): Promise<{ moved: number; what: string[] }> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  return page.evaluate(
    () => (window as unknown as { seen: { moved: number; what: string[] } }).seen,
  );
}

for (const width of [360, 1280]) {
  test(`pages stand still while they load, ${width} wide`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: width === 360 ? 640 : 800 });
    await page.goto('/sign-in');
    await signIn(page, who);
    await watch(page);
    // Answers come one after the other and late enough for skeletons, as they do on a phone.
    let delay = 0;
    await page.route('**/api/**', async (route) => {
      delay = (delay + 170) % 510;
      await new Promise((resolve) => setTimeout(resolve, 150 + delay));
      await route.continue();
    });
    const unsteady: string[] = [];
    for (const path of pages) {
      const seen = await moved(page, path);
      if (seen.moved >= MOST) unsteady.push(`${path}: ${seen.what.join('\n')}`);
    }
    expect(unsteady).toEqual([]);
  });
}
