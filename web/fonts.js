// Makes the site's font: of each file of Golos Text (OFL) the letters of nearly every text, which all pages load, apart
// from the rest, which the browser asks for only where a text holds such a letter. Together they are less than half.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import subset from 'subset-font';

const OUT = '.svelte-kit/fonts';
const PACKAGE = '@fontsource-variable/golos-text/files/golos-text';

/** The weights that the styles use. */
const WEIGHTS = { min: 400, max: 700, default: 400 };

/** What a file has, and what of it nearly every text consists of: Russian, digits, money, the signs of typography. */
const FILES = [
  {
    name: 'cyrillic',
    has: 'U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116',
    common: 'U+0401, U+0410-044F, U+0451, U+2116',
  },
  {
    name: 'latin',
    has: 'U+0000-00FF, U+2000-206F, U+2212, U+2191, U+2193',
    common:
      'U+0020-007E, U+00A0, U+00A9, U+00AB, U+00B0, U+00B2-00B3, U+00B7, U+00BB, U+00D7, U+2009, U+2013-2014, U+2018-201A, U+201C-201E, U+2022, U+2026, U+202F, U+2212',
  },
  // The rouble sign lives in the extended Latin; nothing else of that is used.
  { name: 'latin-ext', has: 'U+20BD', common: 'U+20BD' },
];

/** The characters of a range of the style sheet, by number. */
function characters(range) {
  const spans = range.split(', ').map((span) => span.slice(2).split('-'));
  return spans.flatMap(([from, to = from]) => span(parseInt(from, 16), parseInt(to, 16)));
}

function span(from, to) {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** A range without another: a letter is looked for in one file only. */
function without(range, other) {
  const gone = new Set(characters(other));
  const spans = [];
  for (const number of characters(range).filter((character) => !gone.has(character))) {
    if (spans.at(-1)?.[1] === number - 1) spans.at(-1)[1] = number;
    else spans.push([number, number]);
  }
  return spans.map(([from, to]) => `U+${from.toString(16)}-${to.toString(16)}`).join(', ');
}

function face(file, range) {
  return `@font-face {
  font-family: 'Golos Text';
  src: url('${file}') format('woff2');
  font-weight: ${WEIGHTS.min} ${WEIGHTS.max};
  font-display: swap;
  unicode-range: ${range};
}
`;
}

/** The faces of a file. */
async function faces({ name, has, common }) {
  const whole = `${PACKAGE}-${name}-wght-normal.woff2`;
  const options = { targetFormat: 'woff2', variationAxes: { wght: WEIGHTS } };
  const letters = String.fromCodePoint(...characters(common));
  const font = await subset(await readFile(`node_modules/${whole}`), letters, options);
  await writeFile(`${OUT}/${name}.woff2`, font);
  const rest = without(has, common);
  return (rest === '' ? '' : face(whole, rest)) + face(`./${name}.woff2`, common);
}

await mkdir(OUT, { recursive: true });
await writeFile(`${OUT}/font.css`, (await Promise.all(FILES.map(faces))).join('\n'));
