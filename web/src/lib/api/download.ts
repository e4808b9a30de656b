import { answer, api } from './client';

/** Fetches the receipt of a closed period; the file cannot be a plain link, it needs the token. */
export async function fetchReceipt(account: string, period: string): Promise<Blob> {
  const call = api.GET('/api/accounts/{id}/receipts/{period}', {
    params: { path: { id: account, period } },
    parseAs: 'blob',
  });
  return await answer(call);
}

/** Hands a file to the browser as if a link to it had been pressed. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Safari reads the address after the click has returned.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}
