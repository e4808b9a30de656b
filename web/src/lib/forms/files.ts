import { files as texts } from '$lib/messages';
import { lazily } from '$lib/format/lazily';

/** Files of a message. */
export const MOST_FILES = 5;
/** Bytes of a file. */
export const MOST_BYTES = 5 * 1024 * 1024;

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
const ENDINGS = ['.jpg', '.jpeg', '.png', '.webp', '.pdf'];
/** What a file picker offers. A device that knows no type of a file goes by its ending. */
export const ACCEPTED = [...TYPES, ...ENDINGS].join(',');

interface Described {
  name: string;
  size: number;
  type: string;
}

/** A picture that is too large can be made smaller; a document cannot. What has no type may be a picture. */
export function canShrink({ type }: Described): boolean {
  return type === '' || (type.startsWith('image/') && TYPES.includes(type));
}

/** Why a file cannot be sent, as far as a browser knows; the server looks at its content. */
export function fileError(file: Described): string | undefined {
  // A file from a messenger or an old phone may have no type at all: the server looks at what is in it.
  if (file.type !== '' && !TYPES.includes(file.type)) return texts.wrongType;
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
