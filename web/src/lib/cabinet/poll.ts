/** Seconds between one question and the next: quick at first, then rarer, for about two minutes. */
const PAUSES = [1, 1, 2, 3, 5, 8, 13, 20, 30, 40];

/** Milliseconds to wait after so many questions; `undefined`: enough was asked. */
export function pauseAfter(asked: number): number | undefined {
  const seconds = PAUSES[asked - 1];
  return seconds === undefined ? undefined : seconds * 1000;
}
