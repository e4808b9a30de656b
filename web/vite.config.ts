import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [sveltekit()],
  // A font or picture inlined as data: would be refused by the content security policy.
  build: { assetsInlineLimit: 0 },
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups: pieces() } } } } },
  },
  server: { proxy: { '/api': apiOrigin(), '/_local': apiOrigin() } },
  test: { include: ['src/**/*.test.ts'] },
});

/** Where `npm run dev` finds the functions: the local system by default. */
function apiOrigin(): string {
  return process.env['API_ORIGIN'] ?? 'http://localhost:8080';
}

/**
 * What a page is made of: the libraries, what pages share, and its own. Left alone the bundler makes sixty files a page,
 * and an old phone takes longer over sixty answers than over the code; one file for all pages is twice the code to read.
 * The libraries are apart because they are plain ASCII, which is read faster than what holds Russian sentences.
 */
function pieces() {
  return [
    { name: 'libraries', test: /node_modules|rolldown.runtime/, priority: 1 },
    { name: 'shared', minShareCount: 2 },
  ];
}
