import { headStart } from '$lib/api/client';
import { session } from '$lib/api/session';
import { firstQuestions } from '$lib/cabinet/first-questions';
import type { LayoutLoad } from './$types';

// The site is one static file that starts in the browser; there is no server to render on.
export const ssr = false;

/** On a slow line the code of a page takes seconds; an answer that is older than that is not shown. */
const PATIENCE = 10_000;

/**
 * Who is signed in is asked while the code of the page still comes, and what the page shows first while it is put up.
 * Nothing of it is waited for here: the page asks for the same and shows what becomes of it.
 */
export const load: LayoutLoad = ({ route, url }) => {
  if (!route.id?.startsWith('/(cabinet)') || session.status !== 'restoring') return;
  headStart.begin(firstQuestions(url), restored(), PATIENCE);
};

async function restored(): Promise<void> {
  await session.restore();
  if (session.status !== 'signed_in') throw new Error('nobody is signed in');
}
