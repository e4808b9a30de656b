import { expect, it } from 'vitest';
import { fetchRefusal, storeRefusal } from './store-refusal';

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

it('a file that is fetched is not spoken of as one that is sent', () => {
  const gone = '<Error><Code>NoSuchKey</Code></Error>';
  expect(fetchRefusal(404, gone)).toMatchObject({
    code: 'store_NoSuchKey',
    title: 'Хранилище не отдало файл',
  });
  expect(fetchRefusal(403, '').title).toBe('Время на скачивание файла вышло');
  expect(fetchRefusal(503, '').title).toBe('Хранилище файлов занято');
});
