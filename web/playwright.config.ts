import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** The browser: named by the environment, else the system's, else the one Playwright has installed. */
const chromium =
  process.env['CHROMIUM_PATH'] ?? (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);

/** The addresses of the systems under test. */
const systems = (process.env['BASE_URL'] ?? 'http://localhost:8080').split(' ');

/** Which of the tests that run beside each other this is; undefined in the process that starts them. */
const turn = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);

export default defineConfig({
  testDir: 'e2e',
  // Tests that run beside each other have a system each: its clock is one for all its tests.
  workers: systems.length,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  // On a busy machine even a sound test may lose a race once; one that loses it twice is wrong.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: systems[turn] ?? '',
    actionTimeout: 10_000,
    locale: 'ru-RU',
    timezoneId: 'Europe/Saratov',
    // A test that answers requests itself must not find one in between; the offline page's own test lets it in.
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chromium !== undefined && { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
