import { ApiFailure } from './failure';

interface Renewal {
  /** Loads what is on the screen as it is now. */
  renew: () => Promise<unknown>;
  /** What happened, in a sentence: «Обращение изменилось, пока было открыто.» */
  changed: string;
  /** What to do, after what the server said of it. */
  next: string;
}

/** Refusals (409) of what is on the screen as it is: nobody has changed it, and loading it anew would show the same. */
const UNCHANGED = ['appeal_full', 'idempotency_key_reused'];

/**
 * Does something to what is on the screen. Where the other side has changed that meanwhile (409), it is loaded anew, with
 * what can be done to it now, and the refusal says so; what was typed stays.
 */
export async function renewing<T>(
  deed: () => Promise<T>,
  { renew, changed, next }: Renewal,
): Promise<T> {
  try {
    return await deed();
  } catch (reason) {
    const failure = ApiFailure.from(reason);
    if (failure.status !== 409 || UNCHANGED.includes(failure.code)) throw failure;
    // Where this fails too, the refusal is told beside what was there before.
    await renew().catch(() => undefined);
    const { status, code, title, detail, fields, retryAfter } = failure;
    const said = [title, detail, next].filter((part) => part !== '').join(' ');
    throw new ApiFailure(status, code, changed, said, fields, retryAfter);
  }
}
