import createClient from 'openapi-fetch';
import { begun } from './begun';
import { ApiFailure } from './failure';
import { HeadStart } from './head-start';
import type { paths } from './schema';
import { session } from './session';

/** How old an answer may be that a page begins with: on a slow line its code takes seconds. */
const PATIENCE = 10_000;

/** What the document has asked for, when it came. */
const headStart = new HeadStart(
  begun ?? { answers: new Map(), isOver: true },
  () => session.turn,
  PATIENCE - performance.now(),
);

function asSignedIn(request: Request): Promise<Response> {
  return session.fetch(request);
}

/** Calls as the signed-in person. */
export const api = createClient<paths, 'application/json'>({
  fetch: (request) => headStart.take(request, asSignedIn) ?? asSignedIn(request),
});

/** Calls that need no one signed in; a 401 here is an answer, not an expired token. */
export const publicApi = createClient<paths, 'application/json'>();

interface Call<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; anything else is thrown as `ApiFailure`. */
export async function answer<T>(call: Promise<Call<T>>): Promise<T> {
  const { data, error, response } = await carried(call);
  if (!response.ok || data === undefined) throw ApiFailure.fromResponse(response, error);
  return data;
}

/** For calls whose success has no body. */
export async function done(call: Promise<Call<unknown>>): Promise<void> {
  const { error, response } = await carried(call);
  if (!response.ok) throw ApiFailure.fromResponse(response, error);
}

async function carried<T>(call: Promise<Call<T>>): Promise<Call<T>> {
  try {
    return await call;
  } catch (reason) {
    throw ApiFailure.from(reason);
  }
}

export interface Page<Item> {
  items: Item[];
  next_cursor?: string | null;
}

/** A list to its end, page after page. For lists that a person's own life bounds, never a company's. */
export async function allItems<Item>(
  page: (cursor: string | undefined) => Promise<Call<Page<Item>>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items: more, next_cursor } = await answer(page(cursor));
    items.push(...more);
    cursor = next_cursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
