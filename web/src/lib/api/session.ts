import { dropAll } from '$lib/forms/draft';
import { acrossTabs } from './lock';
import { Session } from './session.svelte';

/** The session of this page. */
export const session = new Session({
  fetch: (request) => fetch(request),
  exclusively: acrossTabs,
  tabs: new BroadcastChannel('session'),
  origin: location.origin,
  dropDrafts: dropAll,
});
