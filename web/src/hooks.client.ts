import type { ClientInit } from '@sveltejs/kit';

/**
 * The common letters (`fonts.js`) are wanted on every page. Text that is laid out before they have come is laid out twice,
 * and the browser goes looking among the fonts of the machine, in each size and weight.
 */
export const init: ClientInit = () => {
  document.fonts.load("1em 'Golos Text'", 'Яz₽').catch(() => undefined);
};
