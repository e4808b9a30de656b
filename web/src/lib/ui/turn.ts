/**
 * Until a person does something, the parts of a page are put up one by one, each in a task of its own: on an old phone
 * they take long together, and it could not answer a finger meanwhile. From then on they come at once, so that nothing
 * on the page shrinks and grows under that finger.
 */
const waiting: (() => void)[] = [];
let atOnce = false;

/** Whether a part need not wait. */
export function comesAtOnce(): boolean {
  return atOnce;
}

/** Calls `come` when it is this part's turn; the answer gives the turn up. */
export function inTurn(come: () => void): () => void {
  if (atOnce) {
    come();
    return () => undefined;
  }
  waiting.push(come);
  if (waiting.length === 1) next();
  return () => {
    const place = waiting.indexOf(come);
    if (place >= 0) waiting.splice(place, 1);
  };
}

/** Lets in all who wait, and nobody wait any more. */
export function endTurns(): void {
  atOnce = true;
  for (const come of waiting.splice(0)) come();
}

function next(): void {
  setTimeout(() => {
    waiting.shift()?.();
    if (waiting.length > 0) next();
  });
}
