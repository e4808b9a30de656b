import { failures } from '$lib/messages';

/** A field that the server refused, by the name it has in the request (`captcha.answer`). */
export interface FieldFailure {
  field: string;
  code: string;
  message: string;
}

/**
 * Why a call gave no answer. `status` 0: there was none of the server's. `code` is the stable code
 * of the problem document; texts are Russian, for people.
 */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly fields: readonly FieldFailure[] = [],
    /** Seconds until the call may be repeated. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${code} (${status})`);
    this.name = 'ApiFailure';
  }

  static offline(): ApiFailure {
    return new ApiFailure(0, 'offline', failures.offline.title, failures.offline.detail);
  }

  /** Reads an `application/problem+json` body; whatever else arrived becomes «unexpected». */
  static fromResponse(response: Response, body: unknown): ApiFailure {
    const problem = isRecord(body) ? body : {};
    const title = text(problem['title']);
    const detail = text(problem['detail']);
    const unexpected = response.status === 503 ? failures.busy : failures.unexpected;
    return new ApiFailure(
      response.status,
      text(problem['code']) ?? 'unexpected',
      title ?? unexpected.title,
      // A problem may have nothing to add to its title; then nothing is said twice.
      title === null ? unexpected.detail : detail === null || detail === title ? '' : detail,
      Array.isArray(problem['fields']) ? problem['fields'].filter(isField) : [],
      retryAfter(response.headers.get('Retry-After')),
    );
  }

  /** What was thrown: a refusal, a call that the network did not carry, or a fault of ours. */
  static from(reason: unknown): ApiFailure {
    if (reason instanceof ApiFailure) return reason;
    if (isUncarried(reason)) return ApiFailure.offline();
    return new ApiFailure(0, 'unexpected', failures.unexpected.title, failures.unexpected.detail);
  }
}

/** What `fetch` throws, and the reading of a body that breaks off. */
const UNCARRIED = ['AbortError', 'NetworkError', 'TimeoutError'];

function isUncarried(reason: unknown): boolean {
  if (reason instanceof DOMException) return UNCARRIED.includes(reason.name);
  return reason instanceof TypeError;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isField(value: unknown): value is FieldFailure {
  return (
    isRecord(value) &&
    text(value['field']) !== null &&
    text(value['code']) !== null &&
    text(value['message']) !== null
  );
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** `Retry-After` in seconds; the HTTP-date form is not used by our API. */
function retryAfter(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}
