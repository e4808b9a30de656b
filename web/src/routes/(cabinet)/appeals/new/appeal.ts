import type { NewAppeal } from '$lib/api/types';
import { contactErrors, contactOf, type TypedContact } from '$lib/forms/contact';
import { characters, required } from '$lib/forms/rules';
import { newAppeal as texts } from '$lib/messages';

/** What stands in the form. */
export interface Typed extends TypedContact {
  topic: string;
  text: string;
}

/** Characters that the server accepts. */
export const LIMITS = { topic: 120, text: 4000 };

/** What is wrong before anything is sent. */
export function appealErrors(typed: Typed): Partial<Record<string, string>> {
  const errors = required(typed, texts.missing);
  for (const field of ['topic', 'text'] as const) {
    if (characters(typed[field].trim()) > LIMITS[field]) errors[field] = texts.long[field];
  }
  return { ...errors, ...contactErrors(typed) };
}

/** The request; `typed` was checked. */
export function appealOf(typed: Typed, files: string[]): NewAppeal {
  return {
    topic: typed.topic.trim(),
    text: typed.text.trim(),
    contact: contactOf(typed),
    ...(files.length > 0 && { files }),
  };
}
