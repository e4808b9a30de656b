import type { Squares } from './squares';

/** Dots of a square's side in a picture. */
const DOTS = 8;

/** A code as the path of an SVG of `size` squares: every dark run of a row is one stroke. */
export function drawing(rows: Squares): { size: number; path: string } {
  const strokes = rows.flatMap((row, y) =>
    runs(row).map(([from, length]) => `M${from} ${y}h${length}v1h-${length}z`),
  );
  return { size: rows.length, path: strokes.join('') };
}

/** Where the dark runs of a row begin and how long they are. */
export function runs(row: boolean[]): [number, number][] {
  const found: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = found.at(-1);
    if (dark && last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else if (dark) found.push([x, 1]);
  });
  return found;
}

/** A code as a picture, for an app of a bank that reads pictures of the phone it runs on. */
export async function picture(rows: Squares): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = rows.length * DOTS;
  const paper = canvas.getContext('2d');
  if (paper === null) return null;
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.fillStyle = '#000';
  rows.forEach((row, y) => {
    for (const [x, length] of runs(row)) paper.fillRect(x * DOTS, y * DOTS, length * DOTS, DOTS);
  });
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
}
