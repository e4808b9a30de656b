import { api, done } from '$lib/api/client';
import { session } from '$lib/api/session';
import { dropAll } from '$lib/forms/draft';

/** Ends the session on the server and in every tab. Fails when the server was not reached: the cookie still lives then. */
export async function signOut(everywhere = false): Promise<void> {
  await done(api.POST('/api/auth/logout', { body: { everywhere } }));
  dropAll();
  session.end();
}
