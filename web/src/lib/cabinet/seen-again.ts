/** Whoever goes to and fro between windows asks no more often than this. */
const PAUSE_MS = 60_000;

type Window = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/** Looks for what is new whenever the page is shown again after it was out of sight; the answer ends that. */
export function whenSeenAgain(look: () => void, shown: Window = document): () => void {
  let last = Date.now();
  const see = (): void => {
    if (shown.visibilityState !== 'visible' || Date.now() - last < PAUSE_MS) return;
    last = Date.now();
    look();
  };
  shown.addEventListener('visibilitychange', see);
  return () => {
    shown.removeEventListener('visibilitychange', see);
  };
}
