import { api, done } from '$lib/api/client';
import { ApiFailure } from '$lib/api/failure';
import { session } from '$lib/api/session';
import { dropAll } from '$lib/forms/draft';

/** Erases the person, and what was typed here and not sent. */
export async function erase(password: string): Promise<void> {
  try {
    await done(api.DELETE('/api/profile', { body: { password } }));
  } catch (reason) {
    const { status } = ApiFailure.from(reason);
    // It may have been done all the same. The next call tells, or, where the session is over by then, the page to sign in.
    if (status === 0 || status >= 500) session.erasureUnanswered = true;
    throw reason;
  }
  dropAll();
}
