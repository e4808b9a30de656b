import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** The ranges of the small files, which every page loads; those of the whole font are asked for where they are needed. */
function common(): Set<string> {
  const faces = readFileSync('.svelte-kit/fonts/font.css', 'utf8').split('@font-face');
  const small = faces.filter((face) => face.includes("url('./"));
  const ranges = small.flatMap((face) =>
    (/unicode-range: (.*);/.exec(face)?.[1] ?? '').split(', '),
  );
  return new Set(ranges.flatMap(characters));
}

function characters(range: string): string[] {
  const [from = '', to = from] = range.slice(2).split('-');
  const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  return Array.from({ length: last - first + 1 }, (_, index) =>
    String.fromCodePoint(first + index),
  );
}

it('has every letter of our own texts in the files that all pages load', () => {
  const folder = 'src/lib/messages';
  const texts = readdirSync(folder)
    .filter((name) => !name.includes('.test.'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const letters = new Set(texts.join('').replace(/\s/g, ''));
  const known = common();
  expect([...letters].filter((letter) => !known.has(letter))).toEqual([]);
});
