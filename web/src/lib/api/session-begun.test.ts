import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from './session.svelte';

const user = { id: 'u1', login: 'ivanov', email: 'ivanov@example.ru' };
const grant = { access_token: 'first', token_type: 'Bearer', expires_in: 600, user };

const renewed = vi.fn<() => Promise<Response>>();
const exclusively = vi.fn();
let tabs: EventTarget & { postMessage: () => void };

/** A session whose first renewal the document has asked for. */
function begun(renewal: Promise<Response>): Session {
  return new Session({
    fetch: renewed,
    exclusively: (name, work) => {
      exclusively(name);
      return work();
    },
    tabs,
    origin: 'https://lk.example',
    dropDrafts: () => undefined,
    renewal,
  });
}

/** An answer that comes when it is told to. */
function later(): { renewal: Promise<Response>; come: () => void } {
  let resolve: (response: Response) => void;
  const renewal = new Promise<Response>((resolves) => (resolve = resolves));
  return {
    renewal,
    come: () => {
      resolve(Response.json({ ...grant, user: { ...user, login: 'petrov' } }));
    },
  };
}

function hear(kind: 'signed_in' | 'signed_out'): void {
  const data = { kind, user: kind === 'signed_in' ? 'u2' : null };
  tabs.dispatchEvent(new MessageEvent('message', { data }));
}

beforeEach(() => {
  exclusively.mockClear();
  renewed.mockReset();
  renewed.mockImplementation(() => Promise.resolve(Response.json(grant)));
  tabs = Object.assign(new EventTarget(), { postMessage: () => undefined });
});

describe('a renewal that the document has asked for', () => {
  it('is the first, and only that; no other tab is waited for', async () => {
    const one = begun(Promise.resolve(Response.json(grant)));
    await one.restore();
    expect(one.status).toBe('signed_in');
    expect(exclusively).not.toHaveBeenCalled();
    await one.restore();
    expect(exclusively).toHaveBeenCalledOnce();
    expect(renewed).toHaveBeenCalledOnce();
  });

  it('that brings no answer can be tried again', async () => {
    const one = begun(Promise.reject(new TypeError('Failed to fetch')));
    await one.restore();
    expect(one.status).toBe('unreachable');
    await one.restore();
    expect(one.status).toBe('signed_in');
  });

  it.each([
    ['while it is waited for', true],
    ['before', false],
  ])('says nothing after a sign-out in another tab, heard %s', async (_when, isWaitedFor) => {
    renewed.mockImplementation(() => Promise.resolve(new Response(null, { status: 401 })));
    const { renewal, come } = later();
    const one = begun(renewal);
    const restored = isWaitedFor ? one.restore() : undefined;
    hear('signed_out');
    come();
    await (restored ?? one.restore());
    expect(one.status).toBe('signed_out');
  });

  it.each([
    ['while it is waited for', true],
    ['before', false],
  ])('says nothing after another person has come, heard %s', async (_when, isWaitedFor) => {
    const { renewal, come } = later();
    const one = begun(renewal);
    const before = one.turn;
    const restored = isWaitedFor ? one.restore() : undefined;
    hear('signed_in');
    come();
    await (restored ?? one.restore());
    expect([one.status, one.user?.login]).toEqual(['signed_in', 'ivanov']);
    expect(one.turn).toBeGreaterThan(before);
  });
});
