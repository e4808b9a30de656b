/** The longest text that is reported: a word or a sentence is meant, not a page. */
export const LONGEST = 500;

/** Where somebody writes, Ctrl+Enter belongs to the field, and what is selected is their own text. */
const FIELDS = 'input, textarea, select, [contenteditable]';

/** The words that are selected on the page, empty where none are. */
export function selected(from: Document = document): string {
  if (from.activeElement?.matches(FIELDS) === true) return '';
  return tidy(from.getSelection()?.toString() ?? '');
}

/** What a screen shows nothing for, but for what holds emoji together. */
const UNSEEN = /(?!\u200d|\ufe0f)[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** One line of what is seen; empty where nothing is. */
export function tidy(text: string): string {
  const line = text.replace(UNSEEN, '').replace(/\s+/gu, ' ').trim();
  return /^(?:\s|\u200d|\ufe0f)*$/u.test(line) ? '' : line;
}

/** The beginning that is sent, cut between characters. */
export function beginning(text: string): string {
  return Array.from(text).slice(0, LONGEST).join('');
}
