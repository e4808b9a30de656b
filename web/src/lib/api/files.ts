import createClient from 'openapi-fetch';
import { answer } from './client';
import { ApiFailure } from './failure';
import { session } from './session';

/** A file of a message, as a thread names it. */
export interface MessageFile {
  id: string;
  name: string;
  /** Its media type, as the server found it by the content. */
  type: string;
  /** Bytes. */
  size: number;
}

/** Where the bytes of a file go: a form to be posted, the file last in it. */
export interface UploadTicket {
  id: string;
  url: string;
  fields: Record<string, string>;
}

interface Answer<Status extends number, Body> {
  responses: Record<Status, { content: { 'application/json': Body } }>;
}

/** The routes of files, in the shape of the API's document. */
interface FilePaths {
  '/api/accounts/{id}/uploads': {
    post: {
      parameters: { path: { id: string } };
      requestBody: { content: { 'application/json': { name: string; size: number } } };
    } & Answer<201, UploadTicket>;
  };
  '/api/accounts/{id}/appeals/{appeal}/files/{file}': {
    get: { parameters: { path: { id: string; appeal: string; file: string } } } & Answer<
      200,
      { url: string }
    >;
  };
}

const files = createClient<FilePaths, 'application/json'>({
  fetch: (request) => session.fetch(request),
});

/** Asks for a place for a file. */
export function askUpload(account: string, name: string, size: number): Promise<UploadTicket> {
  const params = { path: { id: account } };
  return answer(files.POST('/api/accounts/{id}/uploads', { params, body: { name, size } }));
}

/** Where a file of a message can be fetched for some minutes. */
export async function fileAddress(account: string, appeal: string, file: string): Promise<string> {
  const params = { path: { id: account, appeal, file } };
  const route = '/api/accounts/{id}/appeals/{appeal}/files/{file}';
  return (await answer(files.GET(route, { params }))).url;
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
