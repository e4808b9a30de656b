import { draftKey } from '$lib/forms/draft';

/** A file that has arrived and waits for its message. */
export interface WaitingFile {
  id: string;
  name: string;
  size: number;
}

/** The files that were sent for a message which was not: they are a part of its draft. */
export function recallFiles(name: string, store: Storage = localStorage): WaitingFile[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(draftKey(`files-${name}`)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isWaiting) : [];
  } catch {
    return [];
  }
}

export function keepFiles(name: string, files: WaitingFile[], store: Storage = localStorage): void {
  const key = draftKey(`files-${name}`);
  if (files.length === 0) store.removeItem(key);
  else store.setItem(key, JSON.stringify(files));
}

function isWaiting(value: unknown): value is WaitingFile {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, size } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof name === 'string' && typeof size === 'number';
}
