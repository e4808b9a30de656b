import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';

/** The script in the documents of the cabinet (src/hooks.server.ts). */
const headStart = createHash('sha256').update(readFileSync('src/head-start.js')).digest('base64');

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    // Each page has a document of its own, empty but for the names of the files that the page is made of: a browser asks
    // for all of them at once. Any other address is the application too, which says that there is no such page.
    // The local system sends what is compressed here; CloudFront does that itself.
    adapter: adapter({ pages: 'build', fallback: 'no-page.html', precompress: true }),
    paths: { relative: false },
    // All but what many pages share: a file takes a phone longer than the few letters in it.
    inlineStyleThreshold: 8192,
    // It is registered when the page has come.
    serviceWorker: { register: false },
    // The documents come from a static host: the policy travels in a meta tag, the two inline scripts, that of the head
    // start and the one that starts the application, are allowed by their hashes.
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self', `sha256-${headStart}`],
        'style-src': ['self'],
        // SvelteKit hides its announcer of page changes by an attribute; the hash is of that very text.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'data:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'worker-src': ['self'],
        'manifest-src': ['self'],
        'base-uri': ['none'],
        'form-action': ['self'],
      },
    },
    typescript: {
      config: (config) => {
        config.include.push('../e2e/**/*.ts', '../playwright.config.ts');
      },
    },
  },
};
