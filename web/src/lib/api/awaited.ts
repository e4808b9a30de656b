import { inTurn } from '$lib/ui/turn';

/** How long after its coming an answer is on the screen. */
const SHOWN_AFTER_MS = 50;

/** How many answers somebody waits for. */
let awaited = 0;
const waiting: (() => void)[] = [];

/** Somebody waits for this answer, until it has come or they call what is given back: they have gone. */
export function awaiting(answer: Promise<unknown>): () => void {
  let counts = true;
  awaited += 1;
  function end(): void {
    if (!counts) return;
    counts = false;
    awaited -= 1;
    if (awaited === 0) setTimeout(letIn, SHOWN_AFTER_MS);
  }
  answer.then(end, end);
  return end;
}

function letIn(): void {
  for (const attempt of waiting.splice(0)) attempt();
}

/**
 * Calls `ask` when it is its turn and nobody waits for anything: on a slow line it would hold up what is waited for. The
 * answer gives it up.
 */
export function whenNobodyWaits(ask: () => void): () => void {
  let wanted = true;
  function attempt(): void {
    inTurn(() => {
      if (!wanted) return;
      if (awaited > 0) waiting.push(attempt);
      else ask();
    });
  }
  attempt();
  return () => {
    wanted = false;
  };
}
