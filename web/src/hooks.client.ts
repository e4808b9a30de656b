import { headStart } from '$lib/api/client';
import { session } from '$lib/api/session';
import { firstQuestions, isOfCabinet } from '$lib/cabinet/first-questions';
import { endTurns } from '$lib/ui/turn';
import type { ClientInit } from '@sveltejs/kit';

/** On a slow line the code of a page takes seconds; an answer that is older than that is not shown. */
const PATIENCE = 10_000;

/**
 * Who is signed in is asked while the code of the page still comes, and what the page shows while it is put up. Nothing
 * of it is waited for here: the page asks for the same and shows what becomes of it.
 */
export const init: ClientInit = () => {
  loadLetters();
  // The part of the page that the address names has its place once those before it are there.
  if (location.hash !== '') endTurns();
  const address = new URL(location.href);
  if (isOfCabinet(address)) headStart.begin(firstQuestions(address), restored(), PATIENCE);
};

async function restored(): Promise<void> {
  await session.restore();
  if (session.status !== 'signed_in') throw new Error('nobody is signed in');
}

/**
 * The common letters (`fonts.js`) are wanted on every page. Text that is laid out before they have come is laid out twice,
 * and the browser goes looking among the fonts of the machine, in each size and weight.
 */
function loadLetters(): void {
  document.fonts.load("1em 'Golos Text'", 'Яz₽').catch(() => undefined);
}
