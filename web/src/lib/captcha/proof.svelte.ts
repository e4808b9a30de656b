import { solve as inWorker } from './solve';
import type { Task } from './work';

type Solve = typeof inWorker;
type Phase = 'idle' | 'running' | 'done' | 'failed';

/** The check without a picture: the browser works for a while instead of the person's eyes. */
export class Proof {
  phase = $state<Phase>('idle');
  /** From 0 to 1. */
  progress = $state(0);
  #stop = new AbortController();
  #ending: Promise<string | null> = Promise.resolve(null);
  readonly #solve: Solve;

  constructor(solve: Solve = inWorker) {
    this.#solve = solve;
  }

  /** Begins anew; what ran before is stopped. */
  start(task: Task): void {
    this.stop();
    const { signal } = this.#stop;
    this.phase = 'running';
    this.#ending = this.#run(task, signal);
  }

  stop(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.phase = 'idle';
    this.progress = 0;
    this.#ending = Promise.resolve(null);
  }

  /** The work once it is found; null when it was never begun, was stopped or failed. */
  get work(): Promise<string | null> {
    return this.#ending;
  }

  async #run(task: Task, signal: AbortSignal): Promise<string | null> {
    try {
      const work = await this.#solve(task, (share) => (this.progress = share), signal);
      return this.#end('done', work, signal);
    } catch {
      return this.#end('failed', null, signal);
    }
  }

  /** A search that was stopped has nothing to say any more. */
  #end(phase: Phase, work: string | null, { aborted }: AbortSignal): string | null {
    if (aborted) return null;
    this.phase = phase;
    return work;
  }
}
