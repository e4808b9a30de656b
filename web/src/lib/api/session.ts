import { dropAll } from '$lib/forms/draft';
import { begun } from './begun';
import { acrossTabs } from './lock';
import { Session, TIDINGS } from './session.svelte';

/** The session of this page. */
export const session = new Session({
  fetch: (request) => fetch(request),
  exclusively: acrossTabs,
  tabs: begun?.tabs ?? new BroadcastChannel(TIDINGS),
  origin: location.origin,
  dropDrafts: dropAll,
  ...(begun && { renewal: begun.renewal }),
});
