import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Without what lies between tags, and with one kind of quotes. */
function bare(picture: string): string {
  return picture
    .trim()
    .replace(/\s*\n\s*/g, '')
    .replaceAll('"', "'");
}

it('the page carries the icon that lies beside it as a file', () => {
  const page = readFileSync('src/app.html', 'utf8');
  const carried = /data:image\/svg\+xml,([^"]*)"/.exec(page)?.[1] ?? '';
  expect(bare(decodeURIComponent(carried))).toBe(bare(readFileSync('static/favicon.svg', 'utf8')));
});
