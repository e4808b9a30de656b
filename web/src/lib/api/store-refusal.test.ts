import { expect, it } from 'vitest';
import { storeRefusal } from './store-refusal';

const xml = (code: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;

it('tells what the store said, and what to do', () => {
  const told: [number, string, string][] = [
    [403, xml('AccessDenied'), 'Время на отправку файла вышло'],
    [400, xml('EntityTooLarge'), 'Файл больше 5 МБ'],
    [400, xml('EntityTooSmall'), 'Файл пустой'],
    [400, xml('RequestTimeout'), 'Файл отправлялся слишком долго'],
    [503, xml('SlowDown'), 'Хранилище файлов занято'],
    [400, xml('MalformedPOSTRequest'), 'Хранилище не приняло файл'],
  ];
  for (const [status, body, title] of told) {
    const failure = storeRefusal(status, body);
    expect(failure.title).toBe(title);
    expect(failure.detail).not.toBe('');
    expect(failure.status).toBe(status);
  }
});

it('goes by the status where there are no words of the store', () => {
  expect(storeRefusal(413, '').title).toBe('Файл больше 5 МБ');
  expect(storeRefusal(403, '<html>').title).toBe('Время на отправку файла вышло');
  expect(storeRefusal(502, 'Bad gateway').title).toBe('Хранилище файлов занято');
  expect(storeRefusal(404, '').code).toBe('store_404');
});
