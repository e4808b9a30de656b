/**
 * Runs `work` while no other tab of this site runs under the same name. The refresh cookie is
 * shared by all tabs and changes with each use; two tabs that present the same one would look
 * like a stolen cookie, and the server would end the session.
 */
export async function acrossTabs<T>(name: string, work: () => Promise<T>): Promise<T> {
  // Without a secure context (plain HTTP on another host than localhost) there are no locks.
  if (!('locks' in navigator)) return work();
  return await navigator.locks.request(name, work);
}

/** One run at a time: whoever asks meanwhile gets the answer of the run under way. */
export function singleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let flight: Promise<T> | null = null;
  return () => {
    flight ??= work().finally(() => {
      flight = null;
    });
    return flight;
  };
}
