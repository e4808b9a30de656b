/** The longest text that is reported: a word or a sentence is meant, not a page. */
export const LONGEST = 500;

/** Where somebody writes, Ctrl+Enter belongs to the field, and what is selected is their own text. */
const FIELDS = 'input, textarea, select, [contenteditable]';

/** The words that are selected on the page, empty where none are. */
export function selected(from: Document = document): string {
  if (from.activeElement?.matches(FIELDS) === true) return '';
  return tidy(from.getSelection()?.toString() ?? '');
}

/** One line without what is not seen. */
export function tidy(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The beginning that is sent, cut between characters. */
export function beginning(text: string): string {
  return Array.from(text).slice(0, LONGEST).join('');
}
