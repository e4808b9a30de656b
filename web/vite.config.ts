import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [sveltekit()],
  // A font or picture inlined as data: would be refused by the content security policy.
  build: { assetsInlineLimit: 0 },
  server: { proxy: { '/api': apiOrigin(), '/_local': apiOrigin() } },
  test: { include: ['src/**/*.test.ts'] },
});

/** Where `npm run dev` finds the functions: the local system by default. */
function apiOrigin(): string {
  return process.env['API_ORIGIN'] ?? 'http://localhost:8080';
}
