import { fetchRefusals, storeRefusals } from '$lib/messages';
import { ApiFailure } from './failure';

type Texts = typeof storeRefusals;
type Said = keyof Texts;

/** What the store calls it, in its XML (S3, «Error responses»). */
const BY_CODE: Partial<Record<string, Said>> = {
  EntityTooLarge: 'tooLarge',
  EntityTooSmall: 'empty',
  AccessDenied: 'expired',
  ExpiredToken: 'expired',
  RequestTimeTooSkewed: 'expired',
  RequestTimeout: 'slow',
  SlowDown: 'busy',
  ServiceUnavailable: 'busy',
};

/** Why the store of files did not take a file: it answers in XML, in its own words, and the connection is not to blame. */
export function storeRefusal(status: number, body: string): ApiFailure {
  return refusal(status, body, storeRefusals);
}

/** Why it did not give one. */
export function fetchRefusal(status: number, body: string): ApiFailure {
  return refusal(status, body, fetchRefusals);
}

function refusal(status: number, body: string, texts: Texts): ApiFailure {
  const code = /<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? '';
  const { title, detail } = texts[BY_CODE[code] ?? byStatus(status)];
  return new ApiFailure(status, `store_${code === '' ? String(status) : code}`, title, detail);
}

function byStatus(status: number): Said {
  if (status === 403) return 'expired';
  if (status === 413) return 'tooLarge';
  return status >= 500 || status === 429 ? 'busy' : 'refused';
}
