import { plainName, tidyName } from '$lib/forms/file-name';
import { answer, api } from './client';
import { ApiFailure, type FieldFailure } from './failure';
import { fetchRefusal, storeRefusal } from './store-refusal';
import type { UploadTicket } from './types';

/** Asks for a place for a file. It is never refused for its name: that is tidied first, and at worst it gets a plain one. */
export async function askUpload(
  account: string,
  name: string,
  size: number,
): Promise<UploadTicket> {
  const params = { path: { id: account } };
  const ask = (name: string): Promise<UploadTicket> =>
    answer(api.POST('/api/accounts/{id}/uploads', { params, body: { name, size } }));
  try {
    return await ask(tidyName(name));
  } catch (reason) {
    const isForName = ({ field }: FieldFailure): boolean => field === 'name';
    if (!(reason instanceof ApiFailure) || !reason.fields.some(isForName)) throw reason;
    return ask(plainName(name));
  }
}

/** A file of a message. Its address, which holds for minutes, is no page to go to: a refusal of the store would stand there. */
export async function fetchFile(account: string, appeal: string, file: string): Promise<Blob> {
  const params = { path: { id: account, appeal, file } };
  const route = '/api/accounts/{id}/appeals/{appeal}/files/{file}';
  const { url } = await answer(api.GET(route, { params }));
  try {
    const response = await fetch(url);
    if (!response.ok) throw fetchRefusal(response.status, await response.text());
    return await response.blob();
  } catch (reason) {
    throw ApiFailure.from(reason);
  }
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
      // 0: nothing came back, whatever the store may have said.
      else if (request.status === 0) failed();
      else reject(storeRefusal(request.status, request.responseText));
    };
    request.onerror = request.onabort = failed;
    signal.addEventListener('abort', () => {
      request.abort();
    });
    request.open('POST', url);
    request.send(form);
  });
}
