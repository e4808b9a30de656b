import { awaiting, whenNobodyWaits } from './awaited';
import { untrack } from 'svelte';
import { ApiFailure } from './failure';

/** Below this time nothing is shown for a wait; above it, a skeleton. */
const SLOW_AFTER_MS = 300;

/** Data that a page loads: what has arrived, whether the wait has grown long, why it failed. */
export class Resource<T> {
  data = $state.raw<T>();
  failure = $state.raw<ApiFailure>();
  pending = $state(false);
  slow = $state(false);
  #latest = 0;
  #load: () => Promise<T>;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Loads again; an answer that was overtaken by a newer call is dropped. */
  reload = async (): Promise<void> => {
    const call = ++this.#latest;
    this.pending = true;
    this.slow = false;
    const timer = setTimeout(() => {
      if (call === this.#latest) this.slow = true;
    }, SLOW_AFTER_MS);
    try {
      const data = await this.#load();
      if (call === this.#latest) this.#settle(data, undefined);
    } catch (reason) {
      if (call === this.#latest) this.#settle(undefined, ApiFailure.from(reason));
    } finally {
      clearTimeout(timer);
    }
  };

  /** Looks for what is newer: what is shown stays meanwhile, and where no answer comes. */
  refresh = async (): Promise<void> => {
    if (this.failure !== undefined) return this.reload();
    if (this.pending || this.data === undefined) return;
    const call = ++this.#latest;
    try {
      const data = await this.#load();
      if (call === this.#latest) this.data = data;
    } catch {
      // Nobody has asked for it.
    }
  };

  /** Asks at once for what waits for its turn: the page that shows it has come. */
  want = async (): Promise<void> => {
    if (this.data === undefined && this.failure === undefined && !this.pending) await this.reload();
  };

  /** Shows nothing of what has arrived, nor of what is on its way: it was of something else. */
  forget(): void {
    this.#latest += 1;
    this.#settle(undefined, undefined);
  }

  #settle(data: T | undefined, failure: ApiFailure | undefined): void {
    this.data = data;
    this.failure = failure;
    this.pending = false;
    this.slow = false;
  }
}

/**
 * A resource of the component: loaded at once, and again whenever what `load` reads changes. Nobody waits any more for what
 * is still on its way then, nor once the component has gone.
 */
export function resource<T>(load: () => Promise<T>): Resource<T> {
  let leave: () => void = () => undefined;
  const made = new Resource(() => {
    const answer = load();
    leave();
    leave = awaiting(answer);
    return answer;
  });
  $effect(() => {
    void made.reload();
    return () => {
      leave();
    };
  });
  return made;
}

/**
 * The same of what nobody waits for: asked for after what somebody does wait for, and again whenever `of` changes. What
 * arrived of another is gone before anything is put up for the new one.
 */
export function resourceAside<S, T>(of: () => S, load: (of: S) => Promise<T>): Resource<T> {
  let asked: S;
  const made = new Resource(() => load(asked));
  $effect.pre(() => {
    const subject = of();
    if (subject !== asked) made.forget();
    asked = subject;
  });
  $effect(() => {
    of();
    // A page may have asked for it meanwhile. What has come of it is no reason to ask again: it may be nothing.
    return untrack(() => whenNobodyWaits(() => void made.want()));
  });
  return made;
}
