import { answer, publicApi } from '$lib/api/client';
import { ApiFailure } from '$lib/api/failure';
import type { Captcha, CaptchaAnswer } from '$lib/api/types';
import { captcha as messages } from '$lib/messages';
import { Proof } from './proof.svelte';

type Way = 'picture' | 'work';

/** The field that a refusal names, by the way the captcha was answered. */
export const CAPTCHA_FIELDS: Record<Way, string> = {
  picture: 'captcha.answer',
  work: 'captcha.work',
};

/** A captcha lives five minutes; one that would run out while the form is sent is not sent. */
const FRESH_MS = 4.5 * 60_000;

/**
 * The proof that a person is here: a code read from a picture, or work done by the browser for
 * those who cannot see it. An answer is never valid twice: after each try a new one is loaded.
 */
export class CaptchaState {
  picture = $state.raw<Captcha>();
  failure = $state.raw<ApiFailure>();
  typed = $state('');
  way = $state<Way>('picture');
  readonly proof = new Proof();
  #loadedAt = 0;

  renew = async (): Promise<void> => {
    this.typed = '';
    this.failure = undefined;
    this.proof.stop();
    try {
      this.picture = await answer(publicApi.GET('/api/auth/captcha'));
      this.#loadedAt = performance.now();
      this.#work();
    } catch (reason) {
      this.picture = undefined;
      this.failure = ApiFailure.from(reason);
    }
  };

  choose(way: Way): void {
    this.way = way;
    this.proof.stop();
    if (this.#stale) void this.renew();
    else this.#work();
  }

  /** A new captcha after a refusal, unless this one was not looked at: the network failed, or other fields did. */
  renewAfter(failure: ApiFailure): void {
    const untouched = failure.status === 0 || failure.code === 'validation_failed';
    if (!untouched) void this.renew();
  }

  /** Takes care that a picture nobody has begun to read does not run out before their eyes. */
  keepFresh(): () => void {
    const timer = setInterval(() => {
      if (this.way === 'picture' && this.typed === '' && this.#stale) void this.renew();
    }, 10_000);
    return () => {
      clearInterval(timer);
      this.proof.stop();
    };
  }

  /** What is still to be done before the form is sent. */
  get missing(): Partial<Record<string, string>> {
    const ready = this.way === 'picture' ? this.typed.trim() !== '' : this.proof.phase !== 'failed';
    return ready ? {} : { [CAPTCHA_FIELDS[this.way]]: messages.missing[this.way] };
  }

  /** What goes into a request; waits for work that is under way. */
  async answer(): Promise<CaptchaAnswer> {
    if (this.way === 'picture') return { id: this.#id, answer: this.typed.trim() };
    if (this.#stale) await this.renew();
    if (this.failure !== undefined) throw this.failure;
    const work = await this.proof.work;
    return { id: this.#id, work: work ?? '' };
  }

  get #id(): string {
    return this.picture?.id ?? '';
  }

  get #stale(): boolean {
    return this.picture !== undefined && performance.now() - this.#loadedAt > FRESH_MS;
  }

  #work(): void {
    if (this.way === 'work' && this.picture !== undefined) this.proof.start(this.picture.work);
  }
}
