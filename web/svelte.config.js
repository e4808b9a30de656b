import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    // One file answers every address of the site, so that a plain file server and CloudFront
    // need one rule: what is no file of the build is index.html.
    // The local system sends what is compressed here; CloudFront does that itself.
    adapter: adapter({ pages: 'build', fallback: 'index.html', precompress: true }),
    // It is registered when the page has come.
    serviceWorker: { register: false },
    // The document comes from a static host: the policy travels in a meta tag, the one inline
    // script that starts the application is allowed by its hash.
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self'],
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
