import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from './session.svelte';

const ORIGIN = 'https://lk.example';
const user = { id: 'u1', login: 'ivanov', email: 'ivanov@example.ru' };

/** A server that renews tokens and knows one valid token at a time. */
class Server {
  valid = 'first';
  cookie = true;
  renewals = 0;
  calls: string[] = [];

  fetch = async (request: Request): Promise<Response> => {
    await Promise.resolve();
    const path = new URL(request.url).pathname;
    this.calls.push(path);
    if (path === '/api/auth/refresh') return this.#renew();
    const welcome = request.headers.get('Authorization') === `Bearer ${this.valid}`;
    return new Response(welcome ? await request.text() : null, { status: welcome ? 200 : 401 });
  };

  #renew(): Response {
    if (!this.cookie) return new Response(null, { status: 401 });
    this.renewals += 1;
    this.valid = `token-${this.renewals}`;
    return Response.json({ access_token: this.valid, token_type: 'Bearer', expires_in: 600, user });
  }
}

let server: Server;
let session: Session;
const dropDrafts = vi.fn();
let tabs: EventTarget & { postMessage: (message: unknown) => void; told: unknown[] };

beforeEach(() => {
  server = new Server();
  dropDrafts.mockClear();
  const told: unknown[] = [];
  tabs = Object.assign(new EventTarget(), { told, postMessage: (m: unknown) => told.push(m) });
  session = new Session({
    fetch: server.fetch,
    exclusively: (_name, work) => work(),
    tabs,
    origin: ORIGIN,
    dropDrafts,
  });
});

function call(body: string | null = null): Promise<Response> {
  const method = body === null ? 'GET' : 'POST';
  return session.fetch(new Request(`${ORIGIN}/api/profile`, { method, body }));
}

describe('at the start', () => {
  it('the cookie brings the person back', async () => {
    await session.restore();
    expect(session).toMatchObject({ status: 'signed_in', user });
  });

  it('a newer agreement is asked for until it is accepted', () => {
    const asked = { ...user, agreement_to_accept: '2026-11-28' };
    session.start({ access_token: 'first', token_type: 'Bearer', expires_in: 600, user: asked });
    expect(session.user?.agreement_to_accept).toBe('2026-11-28');
    session.agreementAccepted();
    expect(session.user).toEqual({ ...user, agreement_to_accept: null });
  });

  it('no cookie means signed out', async () => {
    server.cookie = false;
    await session.restore();
    expect(session).toMatchObject({ status: 'signed_out', user: null, ended: false });
  });

  it('a network that fails is neither', async () => {
    server.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const lonely = new Session({
      fetch: server.fetch,
      exclusively: (_name, work) => work(),
      tabs,
      origin: ORIGIN,
      dropDrafts,
    });
    await lonely.restore();
    expect(lonely.status).toBe('unreachable');
  });
});

describe('a renewal that hangs', () => {
  /** A server that never answers, as behind a network that is gone. */
  function hanging(request: Request): Promise<Response> {
    return new Promise((_resolve, reject) => {
      request.signal.addEventListener('abort', () => {
        reject(new DOMException('The user aborted a request.', 'AbortError'));
      });
    });
  }

  it('is given up after a while, so that other tabs come to their turn', async () => {
    vi.useFakeTimers();
    let isOver = false;
    const lonely = new Session({
      fetch: hanging,
      exclusively: (_name, work) => work().finally(() => (isOver = true)),
      tabs,
      origin: ORIGIN,
      dropDrafts,
    });
    const restored = lonely.restore();
    await vi.advanceTimersByTimeAsync(14_999);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await restored;
    expect({ isOver, status: lonely.status }).toEqual({ isOver: true, status: 'unreachable' });
    vi.useRealTimers();
  });
});

describe('an answer that comes late', () => {
  const grant = { access_token: 'own', token_type: 'Bearer', expires_in: 540, user };
  /** Answers a renewal when the test says so. */
  let answerWith: (response: Response) => void;

  function waiting(): Session {
    const renewal = new Promise<Response>((resolve) => (answerWith = resolve));
    return new Session({
      fetch: () => renewal,
      exclusively: (_name, work) => work(),
      tabs,
      origin: ORIGIN,
      dropDrafts,
    });
  }

  it.each([401, 503])('%i does not undo the sign-in that came before it', async (status) => {
    const one = waiting();
    const restored = one.restore();
    one.start(grant);
    answerWith(new Response(null, { status }));
    await restored;
    expect(one).toMatchObject({ status: 'signed_in', user, lapsed: false });
  });

  it('does not undo the sign-out that came before it, here or in another tab', async () => {
    const leave = new MessageEvent('message', { data: { kind: 'signed_out', user: null } });
    for (const go of [
      (one: Session) => {
        one.end();
      },
      () => tabs.dispatchEvent(leave),
    ]) {
      const one = waiting();
      const restored = one.restore();
      go(one);
      answerWith(Response.json(grant));
      await restored;
      expect(one).toMatchObject({ status: 'signed_out', user: null, ended: true });
    }
  });

  it('is asked for anew where somebody waits for it', async () => {
    const renewals = [new Promise<Response>((resolve) => (answerWith = resolve))];
    const one = new Session({
      fetch: () => renewals.pop() ?? Promise.resolve(Response.json(grant)),
      exclusively: (_name, work) => work(),
      tabs,
      origin: ORIGIN,
      dropDrafts,
    });
    const restored = one.restore();
    one.end();
    const again = one.restore();
    answerWith(new Response(null, { status: 401 }));
    await Promise.all([restored, again]);
    expect(one).toMatchObject({ status: 'signed_in', user });
  });

  it('is waited for by a sign-in, which changes the same cookie', async () => {
    const names: string[] = [];
    const one = new Session({
      fetch: server.fetch,
      exclusively: (name, work) => {
        names.push(name);
        return work();
      },
      tabs,
      origin: ORIGIN,
      dropDrafts,
    });
    await one.restore();
    await one.signIn(() => Promise.resolve(grant));
    expect(names).toEqual(['session-refresh', 'session-refresh']);
    expect(tabs.told).toEqual([{ kind: 'signed_in', user: 'u1' }]);
  });
});

describe('an expired token', () => {
  it('is renewed once for all calls that met it, and each is repeated with its body', async () => {
    await session.restore();
    server.valid = 'another';
    const answers = await Promise.all([call('one'), call('two'), call('three')]);
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual([
      'one',
      'two',
      'three',
    ]);
    expect(server.renewals).toBe(2);
  });

  it('that cannot be renewed ends the session and returns the refusal', async () => {
    await session.restore();
    server.valid = 'another';
    server.cookie = false;
    expect((await call()).status).toBe(401);
    expect(session).toMatchObject({ status: 'signed_out', lapsed: true, ended: false });
  });

  it('that can be renewed shows that the person was not erased, though no answer had come', async () => {
    await session.restore();
    session.erasureUnanswered = true;
    server.valid = 'another';
    expect((await call()).status).toBe(200);
    expect(session.erasureUnanswered).toBe(false);
    session.erasureUnanswered = true;
    server.cookie = false;
    server.valid = 'a third';
    await call();
    expect(session).toMatchObject({ lapsed: true, erasureUnanswered: true });
  });

  it('is not renewed again and again when the call is refused anyway', async () => {
    await session.restore();
    const never = new Session({
      fetch: async (request) => {
        const response = await server.fetch(request);
        return request.url.endsWith('/profile') ? new Response(null, { status: 401 }) : response;
      },
      exclusively: (_name, work) => work(),
      tabs,
      origin: ORIGIN,
      dropDrafts,
    });
    await never.restore();
    const before = server.renewals;
    const answer = await never.fetch(new Request(`${ORIGIN}/api/profile`));
    expect(answer.status).toBe(401);
    expect(server.renewals).toBe(before + 1);
  });
});

describe('other tabs', () => {
  it('are told of a sign-out and follow one', async () => {
    await session.restore();
    session.end();
    expect(tabs.told).toEqual([{ kind: 'signed_out', user: null }]);
    await session.restore();
    tabs.dispatchEvent(new MessageEvent('message', { data: { kind: 'signed_out', user: null } }));
    expect(session).toMatchObject({ status: 'signed_out', ended: true, lapsed: false });
  });

  it('drop what was typed in them with the sign-out, and keep it where the session ran out', async () => {
    await session.restore();
    server.valid = 'another';
    server.cookie = false;
    await call();
    expect(session.lapsed).toBe(true);
    expect(dropDrafts).not.toHaveBeenCalled();
    tabs.dispatchEvent(new MessageEvent('message', { data: { kind: 'signed_in', user: 'u1' } }));
    expect(dropDrafts).not.toHaveBeenCalled();
    tabs.dispatchEvent(new MessageEvent('message', { data: { kind: 'signed_out', user: null } }));
    expect(dropDrafts).toHaveBeenCalledOnce();
  });

  it('hear of another person signing in and find out who it is', async () => {
    server.cookie = false;
    await session.restore();
    server.cookie = true;
    tabs.dispatchEvent(new MessageEvent('message', { data: { kind: 'signed_in', user: 'u1' } }));
    await expect.poll(() => session.user?.login).toBe('ivanov');
  });
});
