import { contact as texts } from '$lib/messages';

/** Where a person wants to be answered, as it is typed. */
export interface TypedContact {
  email: string;
  phone: string;
}

/** As requests carry it. */
export interface Contact {
  email?: string;
  phone?: string;
}

/** What is empty is left out. */
export function contactOf({ email, phone }: TypedContact): Contact {
  const typed = { email: email.trim(), phone: phone.trim() };
  return {
    ...(typed.email !== '' && { email: typed.email }),
    ...(typed.phone !== '' && { phone: typed.phone }),
  };
}

/** One of the two is enough; how they are written is looked at by the server. */
export function contactErrors(typed: TypedContact): Partial<Record<string, string>> {
  return Object.keys(contactOf(typed)).length === 0 ? { 'contact.email': texts.missing } : {};
}
