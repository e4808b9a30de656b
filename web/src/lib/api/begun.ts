/** What the document has asked for before this code came (`src/head-start.js`). */
export interface Begun {
  /** The renewal of the session; it fails where no answer comes. */
  renewal: Promise<Response>;
  /** What is asked as the person who is signed in then, by its address. */
  answers: Map<string, Promise<Response>>;
  /** Whom it hears of others from who sign in or out. */
  tabs: BroadcastChannel;
  /** Nothing more is asked, nor taken. */
  isOver: boolean;
}

/** Taken over, if there is something. */
export const begun = take();

function take(): Begun | undefined {
  const found = globalThis.headStart;
  globalThis.headStart = undefined;
  // The session listens at the same channel, from the same task on: no word between them is lost.
  if (found) found.tabs.onmessage = null;
  return found;
}
