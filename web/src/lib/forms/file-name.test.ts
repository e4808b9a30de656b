import { expect, it } from 'vitest';
import { plainName, tidyName } from './file-name';
import { characters } from './rules';

it('leaves a usual name as it is', () => {
  for (const name of ['кран на кухне.jpg', 'IMG_0001.JPG', 'акт', 'v1.2 (копия).pdf', '😀.png']) {
    expect(tidyName(name)).toBe(name);
  }
});

it('shortens a long name and keeps its ending', () => {
  const name = tidyName(`${'ю'.repeat(300)}.jpeg`);
  expect(characters(name)).toBe(120);
  expect(name.endsWith('ю.jpeg')).toBe(true);
  expect(characters(tidyName('😀'.repeat(300)))).toBe(120);
});

it('takes out what is not seen and what parts folders', () => {
  expect(tidyName('a\u0000b\u202Egpj.exe')).toBe('abgpj.exe');
  expect(tidyName('../x\\y.pdf')).toBe('.._x_y.pdf');
  expect(tidyName('  скан\n\tдва .pdf')).toBe('скан два.pdf');
  expect(tidyName('\uD800.png')).toBe('файл.png');
  expect(tidyName('\u200B')).toBe('файл');
  expect(tidyName('и\u0306од.png')).toBe('йод.png');
});

it('knows a plain name for what has none that is taken', () => {
  expect(plainName('???.JPG')).toBe('файл.JPG');
  expect(plainName('кран.фото')).toBe('файл');
});
