import type { AppealThread } from '$lib/api/types';
import { thread as texts } from '$lib/messages';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { markRead, Thread } from './thread.svelte';

const { fetched } = vi.hoisted(() => {
  /** The site's own origin, which Node does not have. */
  class SiteRequest extends Request {
    constructor(url: string, init?: RequestInit) {
      super(new URL(url, 'https://lk.example.ru'), init);
    }
  }
  vi.stubGlobal('Request', SiteRequest);
  return { fetched: vi.fn<(request: Request) => Promise<Response>>() };
});
vi.mock('$lib/api/session', () => ({ session: { fetch: fetched } }));

const AT = '2026-10-20T09:00:00Z';

function message(id: string, author: 'resident' | 'company'): AppealThread['thread'][number] {
  return { id, author, text: 'Слова', files: [], at: AT };
}

const open: AppealThread = {
  id: 'appeal',
  topic: 'Течёт кран',
  status: 'in_progress',
  unread: true,
  messages: 3,
  answers: 2,
  created_at: AT,
  updated_at: AT,
  contact: { email: 'a@example.ru', phone: null },
  thread: [message('1', 'resident'), message('2', 'company')],
};
const closed: AppealThread = { ...open, status: 'closed' };

/** Calls as they were made, answered by method. */
const calls: { method: string; url: string; body: string }[] = [];

function answering(by: Record<string, Response>): void {
  fetched.mockImplementation(async (request) => {
    const { method, url } = request;
    calls.push({ method, url, body: await request.text() });
    return by[method]?.clone() ?? new Response(null, { status: 204 });
  });
}

const refused = Response.json(
  { title: 'Обращение закрыто.', status: 409, code: 'appeal_closed', detail: '' },
  { status: 409 },
);

beforeEach(() => {
  calls.length = 0;
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

describe('an appeal that is open on the screen', () => {
  it('closed by the company meanwhile, is shown closed, and says that the words are kept', async () => {
    answering({ POST: refused, GET: Response.json(closed) });
    const shown = vi.fn();
    const thread = new Thread('account', open, shown);
    await expect(thread.write({ text: 'Ещё' })).rejects.toMatchObject({ code: 'appeal_closed' });
    expect(thread.appeal.status).toBe('closed');
    expect(shown).toHaveBeenCalledWith(closed);
    expect(thread.failure).toMatchObject({
      title: texts.changed,
      detail: `Обращение закрыто. ${texts.kept}`,
    });
  });

  it('still open after a refusal, leaves the telling to the form', async () => {
    answering({ POST: refused, GET: Response.json(open) });
    const thread = new Thread('account', open);
    await expect(thread.write({ text: 'Ещё' })).rejects.toMatchObject({ status: 409 });
    expect(thread.failure).toBeUndefined();
  });

  it('full, takes no more, and nobody is told that it has changed', async () => {
    const title = 'В этом обращении слишком много сообщений. Напишите новое.';
    const full = Response.json({ title, status: 409, code: 'appeal_full' }, { status: 409 });
    answering({ POST: full, GET: Response.json({ ...open, messages: 100 }) });
    const thread = new Thread('account', { ...open, messages: 99 });
    expect(thread.full).toBe(false);
    await expect(thread.write({ text: 'Ещё' })).rejects.toMatchObject({ title, detail: '' });
    expect(calls.map(({ method }) => method)).toEqual(['POST']);
    expect(new Thread('account', { ...open, messages: 100 }).full).toBe(true);
  });

  it('answered anew meanwhile, is not rated but shown with the new answer', async () => {
    const anew: AppealThread = { ...open, thread: [...open.thread, message('3', 'company')] };
    answering({ PUT: refused, GET: Response.json(anew) });
    const thread = new Thread('account', open);
    await thread.rate('not_helped');
    expect(calls[0]?.body).toBe('{"rating":"not_helped","answers":1}');
    expect(thread.appeal.thread).toHaveLength(3);
    expect(thread.failure?.title).toBe(texts.changed);
  });

  it('is read as far as it is shown, and no further', async () => {
    answering({});
    await markRead('account', open);
    expect(calls.map(({ method, body }) => [method, body])).toEqual([['POST', '{"answers":1}']]);
  });
});
