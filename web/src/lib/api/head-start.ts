import { discard } from './discard';

interface Begun {
  turn: number;
  /** Nobody takes it any more. */
  forgotten: boolean;
  response: Promise<Response>;
}

/**
 * Answers that are asked for before the part of the page that shows them has come. Each is taken once, and soon: later
 * calls for the same are for what is newer.
 */
export class HeadStart {
  readonly #begun = new Map<string, Begun>();
  readonly #fetch: (request: Request) => Promise<Response>;
  readonly #turn: () => number;

  /** `turn` changes when somebody signs in or out: nobody is given the answers of another. */
  constructor(fetch: (request: Request) => Promise<Response>, turn: () => number) {
    this.#fetch = fetch;
    this.#turn = turn;
  }

  /**
   * Asks at these addresses as soon as `ready` says so, and not at all if it fails; what nobody takes within `patience`
   * milliseconds from now is forgotten, and not asked any more where `ready` comes later.
   */
  begin(addresses: string[], ready: Promise<void>, patience: number): void {
    for (const address of addresses) this.#ask(address, ready);
    setTimeout(() => {
      this.#forget();
    }, patience);
  }

  /** The answer on its way to a plain question, if this was asked already. */
  take(request: Request): Promise<Response> | undefined {
    if (request.method !== 'GET' || request.cache !== 'default') return undefined;
    const begun = this.#begun.get(request.url);
    if (begun === undefined) return undefined;
    this.#begun.delete(request.url);
    if (begun.turn === this.#turn()) return begun.response;
    forget(begun);
    return undefined;
  }

  #ask(address: string, ready: Promise<void>): void {
    const response = ready.then(() => {
      if (begun.forgotten) throw new Error('nobody takes it any more');
      return this.#fetch(new Request(address));
    });
    const begun: Begun = { turn: this.#turn(), forgotten: false, response };
    this.#begun.set(address, begun);
    // Whoever takes it hears of the failure; a later call is a new try.
    response.catch(() => {
      if (this.#begun.get(address) === begun) this.#begun.delete(address);
    });
  }

  #forget(): void {
    for (const begun of this.#begun.values()) forget(begun);
    this.#begun.clear();
  }
}

function forget(begun: Begun): void {
  begun.forgotten = true;
  begun.response.then(discard, () => undefined);
}
