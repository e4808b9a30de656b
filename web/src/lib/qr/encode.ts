import type { Squares } from './squares';

/**
 * The squares of a code. Eight ways of masking it are weighed, a fifth of a second on an old phone, so it is done
 * beside the page, which answers meanwhile.
 */
export async function encoded(text: string): Promise<Squares> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const work = new Promise<Squares>((resolve, reject) => {
    worker.addEventListener('error', (event) => {
      reject(new Error(event.message));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Squares>) => {
      resolve(data);
    });
    worker.postMessage(text);
  });
  return work.finally(() => {
    worker.terminate();
  });
}
