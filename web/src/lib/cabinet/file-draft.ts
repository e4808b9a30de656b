import { draftKey } from '$lib/forms/draft';

/** A file that has arrived and waits for its message. */
export interface WaitingFile {
  id: string;
  name: string;
  size: number;
}

/** The server forgets after a day a file that no message came for; the rest is for the sending. */
const KEPT_MS = 23 * 60 * 60 * 1000;

/** How it lies in the browser. */
interface KeptFile extends WaitingFile {
  /** When it was first kept, in milliseconds since 1970. */
  since: number;
}

/** The files that were sent for a message which was not: they are a part of its draft. */
export function recallFiles(name: string, store: Storage = localStorage): WaitingFile[] {
  return kept(name, store).map(({ id, name: called, size }) => ({ id, name: called, size }));
}

export function keepFiles(name: string, files: WaitingFile[], store: Storage = localStorage): void {
  const key = draftKey(`files-${name}`);
  if (files.length === 0) store.removeItem(key);
  else store.setItem(key, JSON.stringify(dated(files, kept(name, store))));
}

function dated(files: WaitingFile[], before: KeptFile[]): KeptFile[] {
  const since = new Map(before.map((file) => [file.id, file.since]));
  return files.map((file) => ({ ...file, since: since.get(file.id) ?? Date.now() }));
}

function kept(name: string, store: Storage): KeptFile[] {
  try {
    const found: unknown = JSON.parse(store.getItem(draftKey(`files-${name}`)) ?? '[]');
    return Array.isArray(found) ? found.filter(isKept) : [];
  } catch {
    return [];
  }
}

function isKept(value: unknown): value is KeptFile {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, size, since } = value as Record<string, unknown>;
  const isFile = typeof id === 'string' && typeof name === 'string' && typeof size === 'number';
  return isFile && typeof since === 'number' && Date.now() - since < KEPT_MS;
}
