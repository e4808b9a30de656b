import { progress, search, type Task } from './work';

/** What the worker says: how far it is, then the work. */
export type Report = { progress: number } | { work: string };

/** Tries between two reports: well under a second on a slow phone. */
const BATCH = 20_000;

self.addEventListener('message', ({ data: task }: MessageEvent<Task>) => {
  let tried = 0;
  let work: string | null = null;
  while (work === null) {
    work = search(task, tried, BATCH);
    tried += BATCH;
    report(work === null ? { progress: progress(tried, task.bits) } : { work });
  }
});

function report(message: Report): void {
  self.postMessage(message);
}
