import { answer, api } from '$lib/api/client';
import { ApiFailure } from '$lib/api/failure';
import type { OnlinePayment } from '$lib/api/types';
import { isReceived } from './payment-state';
import { pauseAfter } from './poll';

/** A payment that is asked about until its money came, or enough was asked: also one that has failed may still be paid. */
export class PaymentWatch {
  payment = $state.raw<OnlinePayment>();
  /** Why the last question was not answered. The questions go on: a lost connection comes back. */
  failure = $state.raw<ApiFailure>();
  asking = $state(false);
  readonly #ask: () => Promise<OnlinePayment>;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(account: string, payment: string) {
    const params = { path: { id: account, payment } };
    this.#ask = () => answer(api.GET('/api/accounts/{id}/payments/{payment}', { params }));
  }

  /** Begins to ask, or begins anew. */
  start = (): void => {
    this.#stopped = false;
    this.#asked = 0;
    this.asking = true;
    clearTimeout(this.#timer);
    void this.#next();
  };

  stop(): void {
    this.#stopped = true;
    this.asking = false;
    clearTimeout(this.#timer);
  }

  async #next(): Promise<void> {
    await this.#once();
    if (this.#stopped) return;
    this.#asked += 1;
    const pause = pauseAfter(this.#asked);
    const known = this.payment !== undefined && isReceived(this.payment);
    // Somebody else's payment, or none: asking again would not change that.
    const refused = this.failure?.status === 404;
    if (known || refused || pause === undefined) this.stop();
    else this.#timer = setTimeout(() => void this.#next(), pause);
  }

  async #once(): Promise<void> {
    try {
      this.payment = await this.#ask();
      this.failure = undefined;
    } catch (reason) {
      this.failure = ApiFailure.from(reason);
    }
  }
}
