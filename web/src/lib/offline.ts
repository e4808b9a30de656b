/** What is only of use at the next visit leaves the line and the processor to this one. */
const LATER = 5_000;

/** Prepares for a visit without a connection, and for an icon on the screen of the phone. */
export function prepareForLater(): () => void {
  const timer = setTimeout(() => {
    const manifest = document.createElement('link');
    manifest.rel = 'manifest';
    manifest.href = '/manifest.webmanifest';
    document.head.append(manifest);
    // Where there are no service workers, or none is let in, the browser's own page tells that there is no connection.
    if ('serviceWorker' in navigator) {
      navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
    }
  }, LATER);
  return () => {
    clearTimeout(timer);
  };
}
