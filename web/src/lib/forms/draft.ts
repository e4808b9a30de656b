/** What was typed outlives a reload, a lost session and the button «back»: in this tab only, or in the browser. */

const PREFIX = 'draft:';

/** Where a draft says what stood in its fields before anything was typed; no field is called so. */
const FIRST = '$first';

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

/**
 * What stands in the form at first, with what was kept in its place. Where the form itself proposes something else than it
 * did then, another address for one, what was kept is out of date.
 */
export function recall<Values extends object>(
  first: Values,
  draft: Draft<Values>,
  storage: Storage = storageOf(draft),
): Values {
  const kept = read(storage, draft.name);
  const before = asRecord(kept[FIRST]);
  const holds = draft.fields.filter(
    (field) =>
      typeof kept[field] === typeof first[field] &&
      (isEmpty(first[field]) || first[field] === before[field]),
  );
  return { ...first, ...Object.fromEntries(holds.map((field) => [field, kept[field]])) };
}

/** Keeps what stands in the form now, beside what stood there at first. */
export function keep<Values extends object>(
  values: Values,
  first: Values,
  draft: Draft<Values>,
  storage: Storage = storageOf(draft),
): void {
  const of = (from: Values) =>
    Object.fromEntries(draft.fields.map((field) => [field, from[field]]));
  storage.setItem(PREFIX + draft.name, JSON.stringify({ ...of(values), [FIRST]: of(first) }));
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
    return asRecord(JSON.parse(storage.getItem(PREFIX + name) ?? '{}'));
  } catch {
    return {};
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === false || value === undefined;
}
