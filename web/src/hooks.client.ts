import type { ClientInit, HandleClientError } from '@sveltejs/kit';

/**
 * The common letters (`fonts.js`) are wanted on every page. Text that is laid out before they have come is laid out twice,
 * and the browser goes looking among the fonts of the machine, in each size and weight.
 */
export const init: ClientInit = () => {
  document.fonts.load("1em 'Golos Text'", 'Яz₽').catch(() => undefined);
};

/** How browsers, and the loader of style sheets, say that a piece of the site did not come. */
const NOT_COME = /import(ing|ed)? .*module|preload CSS/iu;

/** The code of a page comes when it is opened: without a connection that is no fault of the page. */
export const handleError: HandleClientError = ({ error, message }) => {
  return { message, offline: error instanceof Error && NOT_COME.test(error.message) };
};
