import type { Task } from './work';
import type { Report } from './worker';

/** The search runs beside the page, so that the page stays quick; aborting ends it at once. */
export function solve(
  task: Task,
  onprogress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const search = new Promise<string>((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new DOMException('stopped', 'AbortError'));
    });
    worker.addEventListener('error', (event) => {
      reject(new Error(event.message));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Report>) => {
      if ('work' in data) resolve(data.work);
      else onprogress(data.progress);
    });
    worker.postMessage(task);
  });
  return search.finally(() => {
    worker.terminate();
  });
}
