import { answer, api } from '$lib/api/client';
import type { Movement } from '$lib/api/types';
import { parts, type Span } from './span';
import { joinTables } from './totals';

/** The rows of a span, newest first. */
export async function movementsOf(account: string, span: Span): Promise<Movement[]> {
  const pages = await Promise.all(
    parts(span).map((query) => {
      const params = { path: { id: account }, query };
      return answer(api.GET('/api/accounts/{id}/movements', { params }));
    }),
  );
  return pages
    .flatMap(({ items }) => items)
    .toSorted((one, other) => other.period.localeCompare(one.period));
}

/** The same rows as a table for a spreadsheet. */
export async function movementsFile(account: string, span: Span): Promise<Blob> {
  const files = await Promise.all(
    parts(span).map((query) =>
      answer(
        api.GET('/api/accounts/{id}/movements', {
          params: { path: { id: account }, query },
          headers: { Accept: 'text/csv' },
          parseAs: 'blob',
        }),
      ),
    ),
  );
  const texts = await Promise.all(files.map((file) => file.text()));
  return new Blob([joinTables(texts)], { type: 'text/csv;charset=utf-8' });
}
