import { session } from '$lib/api/session';
import type { LayoutLoad } from './$types';

// The documents are static and empty, and a page starts in the browser; there is no server to render on.
export const ssr = false;
export const prerender = true;

/** Who is signed in is found out while the parts of the page are put up; nothing here waits for it. */
export const load: LayoutLoad = ({ route }) => {
  if (route.id?.startsWith('/(cabinet)') && session.status === 'restoring') void session.restore();
};
