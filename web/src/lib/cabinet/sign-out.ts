import { api, done } from '$lib/api/client';
import { ApiFailure } from '$lib/api/failure';
import { session } from '$lib/api/session';
import { dropAll } from '$lib/forms/draft';

/** Ends the session on the server and in every tab. Fails when the server was not reached: the cookie still lives then. */
export async function signOut(everywhere = false): Promise<void> {
  try {
    await done(api.POST('/api/auth/logout', { body: { everywhere } }));
  } catch (reason) {
    // Nothing was ended: the page asks to sign in and to repeat it, and says nothing of having left.
    session.othersOpen = reason instanceof ApiFailure && reason.code === 'session_ended';
    throw reason;
  }
  dropAll();
  session.end();
}
