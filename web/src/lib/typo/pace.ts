import { ApiFailure } from '$lib/api/failure';

/** What the server refused with «come back later» is not asked of it again before that. */
export class Pace {
  #refusal: ApiFailure | undefined;
  #until = 0;

  async send(deed: () => Promise<void>, now: number): Promise<void> {
    const left = Math.ceil((this.#until - now) / 1000);
    if (this.#refusal !== undefined && left > 0) throw later(this.#refusal, left);
    try {
      await deed();
    } catch (reason) {
      const failure = ApiFailure.from(reason);
      if (failure.status === 429) this.#wait(failure, now);
      throw failure;
    }
  }

  #wait(failure: ApiFailure, now: number): void {
    this.#refusal = failure;
    this.#until = now + (failure.retryAfter ?? 0) * 1000;
  }
}

function later({ status, code, title, detail, fields }: ApiFailure, seconds: number): ApiFailure {
  return new ApiFailure(status, code, title, detail, fields, seconds);
}
