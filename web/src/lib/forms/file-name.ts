import { characters } from './rules';

/** Characters of a name that the server takes. */
const LONGEST = 120;
/** Longer than any ending that says what a file is. */
const LONGEST_ENDING = 10;
const NAMELESS = 'файл';

/** What is not seen: controls, marks of direction, halves of characters, what no font has. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
const SLASHES = /[/\\]/g;
const SPACES = /[\s\p{Z}]+/gu;

/** A name as the server takes it, with the ending that it has: a photo does not fail for what a phone calls it. */
export function tidyName(name: string): string {
  const shown = name.normalize('NFC').replace(SPACES, ' ').replace(UNSEEN, '');
  const clean = shown.replace(SLASHES, '_').trim();
  const { stem, ending } = parted(clean);
  const room = LONGEST - characters(ending);
  const short = Array.from(stem === '' ? NAMELESS : stem)
    .slice(0, room)
    .join('')
    .trim();
  return short + ending;
}

/** What it is called where no name is taken: its ending alone is kept, if that is plain. */
export function plainName(name: string): string {
  const { ending } = parted(name);
  return NAMELESS + (/^\.[a-z0-9]+$/i.test(ending) ? ending : '');
}

function parted(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.');
  const ending = dot < 0 ? '' : name.slice(dot);
  const isEnding = ending.length > 1 && ending.length <= LONGEST_ENDING && !/\s/.test(ending);
  return isEnding ? { stem: name.slice(0, dot).trim(), ending } : { stem: name, ending: '' };
}
