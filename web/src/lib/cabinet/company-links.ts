/** A piece of what a company wrote; with `href`, a number that can be dialled. */
export interface Part {
  text: string;
  href?: string;
}

/** Digits with what people put between them: «+7 (8452) 12-34-56». What hours and days look like goes with no number. */
const RUN =
  /\+?(?:\d{0,3}[\s\p{Pd}]?\(\d{3,5}\)[\s\p{Pd}]?)?\d+(?:\p{Pd}\d+)*(?:\s\d+(?:\p{Pd}\d+)*(?!\d|[\p{Pd}:/]\d))*/u;

/** 101, 112: nothing but such numbers stands before one; after another number it is an extension or a room. */
const SERVICE = /^1\d\d$/u;

/** Digits of a number of this country: within a town, with its code, with 8 before it. */
const LENGTHS = [5, 6, 7, 10, 11];

/** Companies write hours, extensions and several numbers where a number was asked for: each number is a link, the rest is text. */
export function phones(text: string): Part[] {
  const parts: Part[] = [];
  let rest = text;
  let service = true;
  for (let run = RUN.exec(rest); run !== null; run = RUN.exec(rest)) {
    service &&= SERVICE.test(run[0]);
    const number = service ? run[0] : dialled(run[0]);
    const end = run.index + (number ?? run[0]).length;
    if (number === undefined) parts.push({ text: rest.slice(0, end) });
    else parts.push({ text: rest.slice(0, run.index) }, link(number));
    rest = rest.slice(end);
  }
  return [...parts, { text: rest }].filter((part) => part.text !== '');
}

function link(number: string): Part {
  return { text: number, href: `tel:${number.replace(/[^\d+]/gu, '')}` };
}

/** As much of it, up to one of its spaces, as can be a number. */
function dialled(run: string): string | undefined {
  if (isNumber(run)) return run;
  const space = /\s\S*$/u.exec(run);
  return space === null ? undefined : dialled(run.slice(0, space.index));
}

function isNumber(run: string): boolean {
  const digits = run.replace(/\D/gu, '');
  if (!run.startsWith('+')) return LENGTHS.includes(digits.length);
  return digits.startsWith('7') ? digits.length === 11 : digits.length > 7 && digits.length <= 15;
}

/** Only a web address becomes a link: the company's own words never make a `javascript:` one. */
export function web(site: string | null | undefined): string | undefined {
  if (!site) return undefined;
  const address = URL.parse(/^[a-z]+:/iu.test(site) ? site : `https://${site}`);
  return address !== null && /^https?:$/u.test(address.protocol) ? address.href : undefined;
}
