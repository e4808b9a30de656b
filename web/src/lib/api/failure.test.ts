import { describe, expect, it } from 'vitest';
import { failures } from '$lib/messages';
import { byField, withRetry } from '$lib/forms/form.svelte';
import { ApiFailure } from './failure';

function refused(status: number, body: unknown, headers: Record<string, string> = {}): ApiFailure {
  return ApiFailure.fromResponse(new Response(null, { status, headers }), body);
}

describe('a refusal', () => {
  it('carries the code, the texts and the fields of the problem document', () => {
    const fields = [{ field: 'login', code: 'too_long', message: 'Не длиннее 30 символов.' }];
    const failure = refused(422, {
      code: 'validation',
      title: 'Проверьте',
      detail: 'Поля',
      fields,
    });
    expect(failure).toMatchObject({ status: 422, code: 'validation', title: 'Проверьте', fields });
  });

  it('without a problem document is told as an error of ours', () => {
    expect(refused(500, '<html>')).toMatchObject({ code: 'unexpected', ...failures.unexpected });
    expect(refused(503, undefined)).toMatchObject(failures.busy);
  });

  it('does not say the same twice', () => {
    expect(refused(409, { code: 'x', title: 'Занято.', detail: 'Занято.' }).detail).toBe('');
  });

  it('drops fields that are not of the agreed shape', () => {
    expect(refused(422, { code: 'x', title: 'x', fields: [{ field: 1 }, null] }).fields).toEqual(
      [],
    );
  });

  it('tells in words when to come back', () => {
    const failure = refused(
      429,
      { code: 'x', title: 'x', detail: 'Подождите.' },
      { 'Retry-After': '90' },
    );
    expect(withRetry(failure)).toBe('Подождите. Попробуйте снова через 2\u00a0минуты.');
  });
});

describe('a refusal with a wait', () => {
  it.each([
    ['За сутки можно отправить не более 10 обращений.', '80000', 'через 23\u00a0часа'],
    ['За сутки можно оплачивать не более 100 раз, считая неудачные попытки.', '3600', 'через 1'],
    ['Письма уже отправлены. Проверьте почту, в том числе папку «Спам».', '300', 'через 5'],
    ['Из вашей сети сейчас слишком много таких запросов.', '61', 'через 2'],
  ])('names it once, as the header tells it: %s', (detail, after, wait) => {
    const failure = refused(
      429,
      { code: 'x', title: 'Слишком много попыток.', detail },
      { 'Retry-After': after },
    );
    const said = withRetry(failure);
    expect(said.startsWith(detail)).toBe(true);
    expect(said.match(/через/gu)).toHaveLength(1);
    expect(said).toContain(wait);
  });
});

describe('anything that is not a refusal', () => {
  it('means that the network did not carry the call', () => {
    expect(ApiFailure.from(new TypeError('Failed to fetch'))).toMatchObject({
      status: 0,
      code: 'offline',
    });
  });
});

describe('what a call met on its way', () => {
  it.each([new DOMException('', 'AbortError'), new DOMException('', 'TimeoutError')])(
    'is the network: %s',
    (reason) => {
      expect(ApiFailure.from(reason).code).toBe('offline');
    },
  );

  it.each([
    new RangeError('Invalid time value'),
    new SyntaxError('Unexpected token'),
    new DOMException('', 'QuotaExceededError'),
    'no error at all',
  ])('or a fault of ours, which nobody is sent to their provider for: %s', (reason) => {
    expect(ApiFailure.from(reason)).toMatchObject({
      status: 0,
      code: 'unexpected',
      title: failures.unexpected.title,
    });
  });
});

describe('messages by field', () => {
  it('keep the first of each field and the order of the answer', () => {
    const fields = [
      { field: 'email', code: 'a', message: 'Один' },
      { field: 'login', code: 'b', message: 'Два' },
      { field: 'email', code: 'c', message: 'Три' },
    ];
    expect(Object.entries(byField(fields))).toEqual([
      ['email', 'Один'],
      ['login', 'Два'],
    ]);
  });
});
