import { squares } from './squares';

self.addEventListener('message', ({ data }: MessageEvent<string>) => {
  self.postMessage(squares(data));
});
