import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Begun } from './lib/api/begun';
import { CHANGES_OF_THE_COOKIE, TIDINGS } from './lib/api/session.svelte';

const SCRIPT = readFileSync('src/head-start.js', 'utf8');
const ORIGIN = 'https://lk.example';
const QUESTIONS = '/api/accounts /api/accounts/{account}/periods /api/rating';

let grant: () => Response;
const fetched = vi.fn<(address: string, init?: RequestInit) => Promise<Response>>((address) => {
  if (address === '/api/auth/refresh') return Promise.resolve(grant());
  return Promise.resolve(Response.json({ items: [{ id: 'a1' }, { id: 'a2' }] }));
});

/** A document that came from this address. */
class Page {
  headStart: Begun | undefined;
  location: { origin: string; search: string };
  document = { documentElement: { dataset: {} } };
  navigator = { locks: { request: vi.fn((_name: string, work: () => unknown) => work()) } };
  tabs: { name: string; onmessage?: () => void; close: () => void }[] = [];
  timers = new Set<() => void>();
  BroadcastChannel: unknown;
  fetch = fetched;
  AbortController = AbortController;
  URLSearchParams = URLSearchParams;
  setTimeout = (work: () => void): (() => void) => {
    this.timers.add(work);
    return work;
  };
  clearTimeout = (timer: () => void): boolean => this.timers.delete(timer);
  Response = Response;

  constructor(search: string, questions: string | undefined) {
    const { tabs } = this;
    this.location = { origin: ORIGIN, search };
    this.document.documentElement.dataset = { firstQuestions: questions };
    this.BroadcastChannel = class {
      name: string;
      close = vi.fn();
      constructor(name: string) {
        this.name = name;
        tabs.push(this);
      }
    };
    runInNewContext(SCRIPT, this);
  }
}

/** A server that never answers. */
function hanging(_address: string, init?: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => {
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

/** What is asked, in its order, at a page of this query. */
async function asked(search: string): Promise<string[]> {
  new Page(search, QUESTIONS);
  await settled();
  return fetched.mock.calls.map(([address]) => address);
}

beforeEach(() => {
  fetched.mockClear();
  grant = () => Response.json({ access_token: 'token' });
});

afterEach(settled);

describe('the script in a document of the cabinet', () => {
  it('renews the session, and asks as that person for what the page shows first', async () => {
    expect(await asked('?account=a2')).toEqual([
      '/api/auth/refresh',
      '/api/accounts',
      '/api/rating',
      '/api/accounts/a2/periods',
    ]);
    expect(fetched.mock.lastCall?.[1]).toEqual({ headers: { Authorization: 'Bearer token' } });
  });

  it.each(['', '?account='])(
    'asks of the first account where none is named: «%s»',
    async (none) => {
      expect(await asked(none)).toContain('/api/accounts/a1/periods');
    },
  );

  it('gives the accounts when it has asked of the first of them, still to be read', async () => {
    const page = new Page('', QUESTIONS);
    const accounts = await page.headStart?.answers.get(`${ORIGIN}/api/accounts`);
    expect(page.headStart?.answers.has(`${ORIGIN}/api/accounts/a1/periods`)).toBe(true);
    expect(await accounts?.json()).toHaveProperty('items');
  });

  it.each(['..', '.', '%2E%2E', '../../auth', 'a1/../..', 'a1?b', 'a1%0A'])(
    'asks nothing of an account that cannot be: %s',
    async (account) => {
      expect(await asked(`?account=${account}`)).toEqual([
        '/api/auth/refresh',
        '/api/accounts',
        '/api/rating',
      ]);
    },
  );

  it('leaves the answers under their whole addresses', async () => {
    const page = new Page('?account=a2', QUESTIONS);
    const answer = await page.headStart?.answers.get(`${ORIGIN}/api/accounts/a2/periods`);
    expect(answer?.status).toBe(200);
  });

  it('asks for nothing more where nobody is signed in', async () => {
    grant = () => new Response(null, { status: 401 });
    expect(await asked('?account=a2')).toEqual(['/api/auth/refresh']);
  });

  it('gives a renewal up that brings no answer, and leaves one that was read alone', async () => {
    const page = new Page('', QUESTIONS);
    await page.headStart?.renewal;
    expect(page.timers.size).toBe(0);
    fetched.mockImplementationOnce(hanging);
    const slow = new Page('', QUESTIONS);
    for (const elapse of slow.timers) elapse();
    await expect(slow.headStart?.renewal).rejects.toThrow('aborted');
  });

  it('changes the cookie when no other tab does, under the name that the application uses', () => {
    const page = new Page('', QUESTIONS);
    expect(page.navigator.locks.request.mock.calls[0]?.[0]).toBe(CHANGES_OF_THE_COOKIE);
  });

  it('leaves nothing once somebody has come or gone in another tab, and asks no more', async () => {
    const page = new Page('?account=a2', QUESTIONS);
    expect(page.tabs.map(({ name }) => name)).toEqual([TIDINGS]);
    page.tabs[0]?.onmessage?.();
    expect(page.headStart).toBeUndefined();
    await settled();
    expect(fetched.mock.calls.map(([address]) => address)).toEqual(['/api/auth/refresh']);
  });
});

it('outside of the cabinet nothing is asked', () => {
  expect(new Page('?account=a2', undefined).headStart).toBeUndefined();
  expect(fetched).not.toHaveBeenCalled();
});
