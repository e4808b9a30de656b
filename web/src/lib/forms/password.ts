import type { PasswordPolicy } from '$lib/api/types';

/** A rule of the policy that a browser can check, and whether a password keeps it. */
export interface Rule {
  name: 'length' | 'characters' | 'login';
  held: boolean;
}

/** How many characters a policy asks for. */
export const LENGTHS: Record<PasswordPolicy, { least: number; most: number }> = {
  historic: { least: 6, most: 16 },
  modern: { least: 8, most: 128 },
};

const HISTORIC = /^[A-Za-zА-Яа-яЁё0-9!@#$%^_.\-*&;]*$/u;

/**
 * What a password manager reads to make a password of its own, in Apple's syntax. A `maxlength`
 * would tell it too, but would cut off in silence what a person pastes.
 */
export const FOR_MANAGERS: Record<PasswordPolicy, string> = {
  historic:
    'minlength: 12; maxlength: 16; required: lower; required: upper; required: digit; allowed: [-!@#$%^_.*&;];',
  modern: 'minlength: 16; maxlength: 128; required: lower; required: upper; required: digit;',
};

/** The rules of a policy, in the order in which people meet them; that of the login only where there is one to compare. */
export function rules(policy: PasswordPolicy, password: string, login: string): Rule[] {
  const { least, most } = LENGTHS[policy];
  const length = Array.from(password.normalize('NFC')).length;
  const own = login.trim().toLowerCase();
  const all: Rule[] = [
    { name: 'length', held: length >= least && length <= most },
    { name: 'characters', held: length > 0 && HISTORIC.test(password.normalize('NFC')) },
    { name: 'login', held: length > 0 && password.toLowerCase() !== own },
  ];
  return all.filter(
    ({ name }) =>
      (name !== 'characters' || policy === 'historic') && (name !== 'login' || own !== ''),
  );
}

export type Strength = 'weak' | 'fair' | 'strong';

/** Bits that a guess over the network is far from, and those that a stolen table is far from. */
const FAIR_BITS = 36;
const STRONG_BITS = 56;

/** One word, whatever digits and marks stand before and after it: what the server may know as a common one. */
const ONE_WORD = /^\P{L}*\p{L}+\P{L}*$/u;

/** A rough measure, to encourage: how many guesses a password withstands. The server knows the common ones. */
export function strength(password: string): Strength {
  const bits = surprising(password) * Math.log2(alphabet(password));
  if (bits < FAIR_BITS) return 'weak';
  return bits < STRONG_BITS || ONE_WORD.test(password.normalize('NFC')) ? 'fair' : 'strong';
}

/** Characters that do not simply follow from the one before: «aaaa» and «1234» count once. */
function surprising(password: string): number {
  const codes = Array.from(password, (letter) => letter.codePointAt(0) ?? 0);
  const follows = (code: number, index: number): boolean =>
    index > 0 && Math.abs(code - (codes[index - 1] ?? 0)) <= 1;
  return codes.filter((code, index) => !follows(code, index)).length;
}

/** How many characters one would try in each place. */
function alphabet(password: string): number {
  const kinds: [RegExp, number][] = [
    [/[a-z]/u, 26],
    [/[A-Z]/u, 26],
    [/[а-яё]/u, 33],
    [/[А-ЯЁ]/u, 33],
    [/\d/u, 10],
    [/[^\p{L}\d]/u, 12],
  ];
  const size = kinds.reduce((sum, [kind, letters]) => sum + (kind.test(password) ? letters : 0), 0);
  return Math.max(size, 1);
}
