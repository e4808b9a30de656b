/** What was typed outlives a reload, a lost session and the button «back»: in this tab only, or in the browser. */

const PREFIX = 'draft:';

/** Where a draft lies in a storage of the browser. */
export function draftKey(name: string): string {
  return PREFIX + name;
}

/** Which fields of a form are kept, and under which name. Listed one by one, so that no password ever is. */
export interface Draft<Values> {
  name: string;
  fields: readonly (keyof Values & string)[];
  /** It outlives the tab too. */
  lasting?: boolean;
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

function storageOf({ lasting }: { lasting?: boolean }): Storage {
  return lasting === true ? localStorage : sessionStorage;
}

/** The values with those that were kept in place of the empty ones. */
export function recall<Values extends object>(
  values: Values,
  draft: Draft<Values>,
  storage: Storage = storageOf(draft),
): Values {
  const kept = read(storage, draft.name);
  const known = draft.fields.filter((field) => typeof kept[field] === typeof values[field]);
  return { ...values, ...Object.fromEntries(known.map((field) => [field, kept[field]])) };
}

export function keep<Values extends object>(
  values: Values,
  draft: Draft<Values>,
  storage: Storage = storageOf(draft),
): void {
  const kept = Object.fromEntries(draft.fields.map((field) => [field, values[field]]));
  storage.setItem(PREFIX + draft.name, JSON.stringify(kept));
}

/** Once it has been sent, nothing of it stays. */
export function drop(
  draft: { name: string; lasting?: boolean },
  storage: Storage = storageOf(draft),
): void {
  storage.removeItem(PREFIX + draft.name);
}

/** Whoever leaves takes along what they were typing: the next person at this screen does not see it. */
export function dropAll(storages: Storage[] = [sessionStorage, localStorage]): void {
  for (const storage of storages) {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(PREFIX)) storage.removeItem(key);
    }
  }
}

function read(storage: Storage, name: string): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(storage.getItem(PREFIX + name) ?? '{}');
    return typeof kept === 'object' && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}
