import type { Page } from './client';
import { ApiFailure } from './failure';

/** A list that is read page after page, as far as the person wants. */
export class Listing<Item> {
  items = $state.raw<Item[]>([]);
  /** There is more to read. */
  more = $state(true);
  pending = $state(false);
  failure = $state.raw<ApiFailure>();
  #cursor: string | undefined;
  #reading: Promise<void> | undefined;
  readonly #page: (cursor: string | undefined) => Promise<Page<Item>>;

  constructor(page: (cursor: string | undefined) => Promise<Page<Item>>) {
    this.#page = page;
  }

  /** The next page, one at a time; what has been read stays if it does not come. */
  next = (): Promise<void> => {
    this.#reading ??= this.#next().finally(() => (this.#reading = undefined));
    return this.#reading;
  };

  async #next(): Promise<void> {
    if (!this.more) return;
    this.pending = true;
    this.failure = undefined;
    try {
      this.#append(await this.#page(this.#cursor));
    } catch (reason) {
      this.failure = ApiFailure.from(reason);
    } finally {
      this.pending = false;
    }
  }

  #append({ items, next_cursor }: Page<Item>): void {
    this.items = [...this.items, ...items];
    this.#cursor = next_cursor ?? undefined;
    this.more = this.#cursor !== undefined;
  }
}
