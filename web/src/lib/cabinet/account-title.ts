import { attached } from '$lib/messages';

/** What an account is called: by the person's own name for it, else by its number. */
export function title({ label, number }: { label?: string | null; number: string }): string {
  return label ?? attached.number(number);
}
