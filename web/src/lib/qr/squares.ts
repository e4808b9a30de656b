import { encode } from 'uqr';

/** Squares of white around a code that the standard of QR demands. */
const QUIET_ZONE = 4;

/** The squares of a code, true where dark. */
export type Squares = boolean[][];

/** The code of a text, error correction M as ГОСТ Р 56042-2014 asks. */
export function squares(text: string): Squares {
  return encode(text, { ecc: 'M', border: QUIET_ZONE }).data;
}
