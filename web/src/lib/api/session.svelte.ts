import { discard } from './discard';
import { ApiFailure } from './failure';
import { singleFlight } from './lock';
import type { Grant, User } from './types';

/** How long a call that changes the cookie may take. Tabs make them one after another: one that hangs holds up all. */
const PATIENCE = 15_000;
/** What those calls are made under. */
export const CHANGES_OF_THE_COOKIE = 'session-refresh';
/** Where tabs tell each other who signs in or out. */
export const TIDINGS = 'session';

type Status = 'restoring' | 'signed_in' | 'signed_out' | 'unreachable';

interface Tidings {
  kind: 'signed_in' | 'signed_out';
  user: string | null;
}

/** What a session needs from outside; tests put their own. */
export interface Surroundings {
  fetch: (request: Request) => Promise<Response>;
  exclusively: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  tabs: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
  origin: string;
  /** Takes away what was typed in this tab and not sent. */
  dropDrafts: () => void;
  /** The answer to a renewal that was asked for before this code came. */
  renewal?: Promise<Response>;
}

/**
 * Who is signed in. The access token lives in the memory of the page only; the refresh cookie,
 * which scripts cannot see, brings a new one at the start and whenever the old one has expired.
 */
export class Session {
  status = $state<Status>('restoring');
  user = $state<User | null>(null);
  /** The person has signed out, here or in another tab, rather than never signed in or timed out. */
  ended = $state(false);
  /** A session of this tab has run out or was closed elsewhere, without the person asking for it here. */
  lapsed = $state(false);
  /** All sessions were to end, but this one could not do it any more: others may still be open. */
  othersOpen = $state(false);
  /** The person asked to be erased, and no answer came: it may have been done. */
  erasureUnanswered = $state(false);
  /** Grows with every sign-in and sign-out: what was asked before one has nothing to say after it. */
  turn = 0;
  #token: string | null = null;
  #begun: Promise<Response> | undefined;
  readonly #around: Surroundings;
  readonly #refresh: () => Promise<void>;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#begun = around.renewal;
    this.#refresh = singleFlight(() => this.#renewOnce());
    around.tabs.addEventListener('message', (event) => {
      this.#hear(event.data as Tidings);
    });
  }

  /** Finds out whether the browser still holds a session. */
  async restore(): Promise<void> {
    const turn = this.turn;
    this.status = 'restoring';
    await this.#refresh().catch(() => {
      if (turn === this.turn) this.status = 'unreachable';
    });
    // The renewal that was waited for had been asked before a sign-out, and said nothing.
    if (this.#isUndecided()) await this.restore();
  }

  /** Signs in, while no tab renews the cookie that this replaces. */
  async signIn(ask: (signal: AbortSignal) => Promise<Grant>): Promise<void> {
    this.start(await this.#changeCookie(ask));
  }

  start(grant: Grant): void {
    this.#turnOver();
    this.#accept(grant);
    this.#tell('signed_in');
  }

  /** The person has accepted the agreement that the grant asked for. */
  agreementAccepted(): void {
    if (this.user) this.user = { ...this.user, agreement_to_accept: null };
  }

  /** Forgets the session in this tab and tells the others. */
  end(): void {
    this.#leave();
    this.#tell('signed_out');
  }

  /** Sends the request as the signed-in person; an expired token is renewed and the call repeated once. */
  async fetch(request: Request): Promise<Response> {
    const again = request.clone();
    const used = this.#token;
    const response = await this.#around.fetch(this.#signed(request));
    if (response.status !== 401) return response;
    // A call that ran beside this one may have renewed the token already.
    if (this.#token === used) await this.#refresh();
    if (this.#token === null) return response;
    await discard(response);
    return this.#around.fetch(this.#signed(again));
  }

  #isUndecided(): boolean {
    return this.status === 'restoring';
  }

  #signed(request: Request): Request {
    if (this.#token !== null) request.headers.set('Authorization', `Bearer ${this.#token}`);
    return request;
  }

  /** Alone among the tabs, and for so long. */
  #changeCookie<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#around.exclusively(CHANGES_OF_THE_COOKIE, () => {
      const patience = new AbortController();
      const timer = setTimeout(() => {
        patience.abort();
      }, PATIENCE);
      return work(patience.signal).finally(() => {
        clearTimeout(timer);
      });
    });
  }

  /** What the document has asked for, it asked alone among the tabs. */
  #renewOnce(): Promise<void> {
    const begun = this.#begun;
    this.#begun = undefined;
    if (begun !== undefined) return this.#renew(begun);
    return this.#changeCookie((signal) => this.#renew(this.#askForRenewal(signal)));
  }

  /** A renewal given up here may have been done there: the server takes the cookie before it again. */
  #askForRenewal(signal: AbortSignal): Promise<Response> {
    const address = `${this.#around.origin}/api/auth/refresh`;
    return this.#around.fetch(new Request(address, { method: 'POST', signal }));
  }

  async #renew(answer: Promise<Response>): Promise<void> {
    const turn = this.turn;
    const response = await answer;
    const grant = response.ok ? ((await response.json()) as Grant) : null;
    if (grant === null) await discard(response);
    if (turn !== this.turn) return;
    if (grant !== null) this.#accept(grant);
    else if (response.status === 401 || response.status === 403) this.#forget();
    else throw ApiFailure.fromResponse(response, null);
  }

  #accept(grant: Grant): void {
    this.#token = grant.access_token;
    this.user = grant.user;
    this.ended = false;
    this.lapsed = false;
    this.othersOpen = false;
    this.erasureUnanswered = false;
    this.status = 'signed_in';
  }

  /** Nothing that was asked before says who this is now. */
  #turnOver(): void {
    this.turn += 1;
    this.#begun = undefined;
  }

  #leave(): void {
    this.#turnOver();
    this.#forget();
    this.ended = true;
    this.lapsed = false;
    this.othersOpen = false;
    this.erasureUnanswered = false;
  }

  #forget(): void {
    this.lapsed ||= this.#token !== null;
    this.#token = null;
    this.user = null;
    this.status = 'signed_out';
  }

  #tell(kind: Tidings['kind']): void {
    this.#around.tabs.postMessage({ kind, user: this.user?.id ?? null } satisfies Tidings);
  }

  #hear(tidings: Tidings): void {
    if (tidings.kind === 'signed_out') {
      this.#leave();
      // The tab where the person has left does not see what was typed here.
      this.#around.dropDrafts();
    } else if (tidings.user !== this.user?.id) {
      this.#turnOver();
      void this.restore();
    }
  }
}
