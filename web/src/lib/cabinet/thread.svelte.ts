import { answer, api, done } from '$lib/api/client';
import { ApiFailure } from '$lib/api/failure';
import { renewing } from '$lib/api/renewing';
import type { AppealThread, NewMessage } from '$lib/api/types';
import { endIntent, intentKey } from '$lib/forms/intent';
import { thread as texts } from '$lib/messages';

/** Messages of one appeal: a longer one is written anew. */
const MOST_MESSAGES = 100;

/** An appeal that is open on the screen. What is done to it shows without the page beginning anew. */
export class Thread {
  appeal: AppealThread;
  failure = $state.raw<ApiFailure>();
  /** What is on its way. */
  pending = $state<'close' | 'reopen' | 'rate'>();
  readonly #path: { id: string; appeal: string };
  readonly #shown: (appeal: AppealThread) => void;

  /** `shown` hears of each state that comes onto the screen after the first. */
  constructor(
    account: string,
    appeal: AppealThread,
    shown: (appeal: AppealThread) => void = () => undefined,
  ) {
    this.appeal = $state.raw(appeal);
    this.#path = { id: account, appeal: appeal.id };
    this.#shown = shown;
  }

  /** It takes no more messages, of nobody. */
  get full(): boolean {
    return this.appeal.messages >= MOST_MESSAGES;
  }

  /**
   * Sends a message once, however often it is tried. In an appeal that was closed meanwhile there is no form any more, so the
   * page says why; what was typed is in the form again once it is open.
   */
  write = async (body: NewMessage): Promise<void> => {
    this.failure = undefined;
    try {
      await this.#renewing(() => this.#write(body), texts.kept);
    } catch (reason) {
      if (this.appeal.status === 'closed') this.failure = ApiFailure.from(reason);
      throw reason;
    }
  };

  async #write(body: NewMessage): Promise<void> {
    const name = `message-${this.appeal.id}`;
    const key = intentKey(name, body, localStorage, Date.now());
    const params = { path: this.#path, header: { 'Idempotency-Key': key } };
    const route = '/api/accounts/{id}/appeals/{appeal}/messages';
    const message = await answer(api.POST(route, { params, body }));
    endIntent(name, localStorage);
    this.appeal = { ...this.appeal, thread: [...this.appeal.thread, message] };
    // It is sent; what else has changed can be told later too.
    await this.#renew().catch(() => undefined);
  }

  close = (): Promise<void> =>
    this.#act('close', () =>
      done(api.POST('/api/accounts/{id}/appeals/{appeal}/close', { params: { path: this.#path } })),
    );

  reopen = (): Promise<void> =>
    this.#act('reopen', () =>
      done(
        api.POST('/api/accounts/{id}/appeals/{appeal}/reopen', { params: { path: this.#path } }),
      ),
    );

  rate = (rating: 'helped' | 'not_helped'): Promise<void> =>
    this.#act('rate', () =>
      done(
        api.PUT('/api/accounts/{id}/appeals/{appeal}/rating', {
          params: { path: this.#path },
          body: { rating, answers: answersIn(this.appeal) },
        }),
      ),
    );

  /** One deed at a time; a failure is told and the page stays as it is. */
  async #act(name: 'close' | 'reopen' | 'rate', deed: () => Promise<void>): Promise<void> {
    if (this.pending) return;
    this.pending = name;
    this.failure = undefined;
    try {
      await this.#renewing(deed, '');
      await this.#renew();
    } catch (reason) {
      this.failure = ApiFailure.from(reason);
    } finally {
      this.pending = undefined;
    }
  }

  #renewing(deed: () => Promise<void>, next: string): Promise<void> {
    return renewing(deed, { renew: () => this.#renew(), changed: texts.changed, next });
  }

  async #renew(): Promise<void> {
    this.appeal = await loadThread(this.#path.id, this.#path.appeal);
    this.#shown(this.appeal);
  }
}

/** How many messages of the company are on the screen. */
function answersIn({ thread }: AppealThread): number {
  return thread.filter(({ author }) => author === 'company').length;
}

export async function loadThread(account: string, appeal: string): Promise<AppealThread> {
  const params = { path: { id: account, appeal } };
  return answer(api.GET('/api/accounts/{id}/appeals/{appeal}', { params }));
}

/**
 * Remembers that the person has seen the answers that are on the screen, and none that came after; a failure is no matter, the
 * mark stays for the next time.
 */
export async function markRead(account: string, appeal: AppealThread): Promise<void> {
  const params = { path: { id: account, appeal: appeal.id } };
  const route = '/api/accounts/{id}/appeals/{appeal}/read';
  await done(api.POST(route, { params, body: { answers: answersIn(appeal) } })).catch(
    () => undefined,
  );
}
