import type { Attachment } from 'svelte/attachments';

/** For what takes the place of a form: keyboard and screen reader go on from there, not from the top of the page. */
export const takeFocus: Attachment<HTMLElement> = (element) => {
  element.focus();
};
