import { files as texts } from '$lib/messages';
import { lazily } from '$lib/format/lazily';

/** Files of a message. */
export const MOST_FILES = 5;
/** Bytes of a file. */
export const MOST_BYTES = 5 * 1024 * 1024;

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
/** What a file picker offers. */
export const ACCEPTED = TYPES.join(',');

interface Described {
  name: string;
  size: number;
  type: string;
}

/** A picture that is too large can be made smaller; a document cannot. */
export function canShrink({ type }: Described): boolean {
  return type.startsWith('image/') && TYPES.includes(type);
}

/** Why a file cannot be sent, as far as a browser knows; the server looks at its content. */
export function fileError(file: Described): string | undefined {
  if (!TYPES.includes(file.type)) return texts.wrongType;
  if (file.size === 0) return texts.empty;
  if (file.size > MOST_BYTES && !canShrink(file)) return texts.tooLarge;
  return undefined;
}

const whole = lazily(() => new Intl.NumberFormat('ru-RU', { maximumFractionDigits: 0 }));
const tenths = lazily(() => new Intl.NumberFormat('ru-RU', { maximumFractionDigits: 1 }));

/** Bytes as people know them: «840 КБ», «1,2 МБ». */
export function fileSize(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1000) return `${whole().format(Math.max(1, kilobytes))}\u00a0КБ`;
  return `${tenths().format(kilobytes / 1024)}\u00a0МБ`;
}
