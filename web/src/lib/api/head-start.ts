import type { Begun } from './begun';
import { discard } from './discard';

/**
 * Answers that were asked for before the part of the page that shows them has come. Each is taken once, soon, and before
 * anything is changed: later calls for the same are for what is newer.
 */
export class HeadStart {
  readonly #begun: Pick<Begun, 'answers' | 'isOver'>;
  readonly #turn: () => number;
  readonly #since: number;
  /** Where somebody has asked. */
  readonly #asked = new Set<string>();

  /**
   * `turn` changes when somebody signs in or out: nobody is given the answers of another. What nobody takes within
   * `patience` milliseconds is forgotten, and not asked any more.
   */
  constructor(begun: Pick<Begun, 'answers' | 'isOver'>, turn: () => number, patience: number) {
    this.#begun = begun;
    this.#turn = turn;
    this.#since = turn();
    setTimeout(() => {
      this.#forget();
    }, patience);
  }

  /**
   * The answer to a plain question, if it was asked already. One that failed or was refused is none: the question is then
   * asked anew by `ask`.
   */
  take(
    request: Request,
    ask: (request: Request) => Promise<Response>,
  ): Promise<Response> | undefined {
    if (request.method !== 'GET' || this.#turn() !== this.#since) this.#forget();
    const answer = this.#once(request.url);
    if (answer === undefined) return undefined;
    if (request.cache === 'default') return orAsk(answer, () => ask(request));
    answer.then(discard, () => undefined);
    return undefined;
  }

  /** The answer from this address to the first who asks there; one that comes to lie there later is of no use any more. */
  #once(address: string): Promise<Response> | undefined {
    const { answers, isOver } = this.#begun;
    const isFirst = !isOver && !this.#asked.has(address);
    this.#asked.add(address);
    return isFirst ? answers.get(address) : undefined;
  }

  #forget(): void {
    this.#begun.isOver = true;
    for (const [address, answer] of this.#begun.answers) {
      if (!this.#asked.has(address)) answer.then(discard, () => undefined);
    }
    this.#begun.answers.clear();
  }
}

async function orAsk(answer: Promise<Response>, ask: () => Promise<Response>): Promise<Response> {
  const response = await answer.catch(() => undefined);
  if (response !== undefined && response.status !== 401) return response;
  if (response !== undefined) await discard(response);
  return ask();
}
