import { answer, api } from './client';
import { ApiFailure } from './failure';
import type { UploadTicket } from './types';

/** Asks for a place for a file. */
export function askUpload(account: string, name: string, size: number): Promise<UploadTicket> {
  const params = { path: { id: account } };
  return answer(api.POST('/api/accounts/{id}/uploads', { params, body: { name, size } }));
}

/** Where a file of a message can be fetched for some minutes. */
export async function fileAddress(account: string, appeal: string, file: string): Promise<string> {
  const params = { path: { id: account, appeal, file } };
  const route = '/api/accounts/{id}/appeals/{appeal}/files/{file}';
  return (await answer(api.GET(route, { params }))).url;
}

/** Sends the bytes. `fetch` does not tell how far an upload is, so it is the elder way. */
export function sendFile(
  { url, fields }: UploadTicket,
  file: Blob,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const failed = (): void => {
      reject(ApiFailure.offline());
    };
    request.upload.onprogress = ({ loaded, total }) => {
      told(total === 0 ? 0 : loaded / total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else failed();
    };
    request.onerror = request.onabort = failed;
    signal.addEventListener('abort', () => {
      request.abort();
    });
    request.open('POST', url);
    request.send(form);
  });
}
