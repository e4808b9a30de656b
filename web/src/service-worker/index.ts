/**
 * Without a connection a page of the site says so in its own words, instead of the browser's. Nothing else is kept:
 * an answer of the API never is, and the site's own files lie in the browser's cache by their names already.
 */

import { version } from '$service-worker';

declare const self: ServiceWorkerGlobalScope;

const CACHE = `offline-${version}`;
const PAGE = '/offline.html';
const FILES = [PAGE, '/offline.css', '/offline.js', '/favicon.svg'];

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  await self.skipWaiting();
}

/** What an earlier version has kept goes. */
async function activate(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** From the network; without one, what is kept under that name. */
async function fetched(request: Request, kept: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (reason) {
    const found = await caches.match(kept, { cacheName: CACHE });
    if (found === undefined) throw reason;
    return found;
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.mode === 'navigate') event.respondWith(fetched(request, PAGE));
  else if (origin === self.location.origin && FILES.includes(pathname)) {
    event.respondWith(fetched(request, pathname));
  }
});
