import { session } from '$lib/api/session';
import type { LayoutLoad } from './$types';

// The site is one static file that starts in the browser; there is no server to render on.
export const ssr = false;

/** Who is signed in is asked while the code of the page still comes, not after it. */
export const load: LayoutLoad = ({ route }) => {
  if (route.id?.startsWith('/(cabinet)') && session.status === 'restoring') void session.restore();
};
