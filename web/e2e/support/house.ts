import { expect, test, type APIRequestContext } from '@playwright/test';
import {
  accountRow,
  houseRow,
  meterRow,
  organization,
  RATE,
  RECALCULATION,
  shares,
  statementRow,
} from './house-rows';

/** A company's own house, loaded over the exchange API as an accounting system would. */
export interface House {
  organization: string;
  /** Code of the house itself. */
  code: string;
  number: string;
  accessCode: string;
  closed: string;
  open: string;
  toPay: number;
}

let ownKey: string | undefined;

/** From now on the company of this key is under test; without one, again that of the system that all tests share. */
export function speakFor(key?: string): void {
  ownKey = key;
}

/** The key of the company under test: `--no-demo` prints it. */
export function exchangeKey(): string {
  const keys = process.env['EXCHANGE_KEY']?.split(' ') ?? [];
  const key = ownKey ?? keys[test.info().parallelIndex];
  if (key === undefined)
    throw new Error('EXCHANGE_KEY: the exchange key of a bare company, one a system');
  return key;
}

export function period(monthsAgo: number): string {
  const day = new Date();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() - monthsAgo);
  return day.toISOString().slice(0, 7);
}

/**
 * Loads the company, a house, two accounts, a meter and their month, and closes the month. With `shared`, a supplier
 * is paid directly: all but `OWN_SHARE`.
 */
export async function loadHouse(
  request: APIRequestContext,
  { shared = false } = {},
): Promise<House> {
  const seed = Date.now().toString().slice(-8);
  const numbers = [`7${seed}`, `8${seed}`];
  const closed = period(1);
  const house: House = {
    organization: `УК «Проверка ${seed}»`,
    code: `house-${seed}`,
    number: `7${seed}`,
    accessCode: `AB${seed}`,
    closed,
    open: period(0),
    toPay: 64 * RATE + RECALCULATION,
  };
  await put(request, 'organization', organization(house.organization));
  await load(request, 'houses', [houseRow(house.code)]);
  await load(
    request,
    'accounts',
    numbers.map((number) => accountRow(number, house.code, house.accessCode)),
  );
  await load(request, 'meters', [meterRow(house.number, closed)]);
  const statements = `periods/${closed}/statements`;
  await reopenIfClosed(request, closed);
  await load(
    request,
    statements,
    numbers.map((number) => ({
      ...statementRow(number, closed, house.toPay),
      ...(shared && { shares: shares(house.toPay) }),
    })),
  );
  await post(request, `periods/${closed}/close`, {});
  await load(
    request,
    `periods/${house.open}/statements`,
    numbers.map((number) => statementRow(number, closed, house.toPay, house.toPay)),
  );
  await found(request, house.organization);
  return house;
}

/** Waits until residents find the company: what was searched for in vain a moment ago is not looked for again at once. */
async function found(request: APIRequestContext, name: string): Promise<void> {
  const companies = async (): Promise<unknown[]> => {
    const answer = await request.get('/api/organizations', { params: { q: name } });
    return ((await answer.json()) as { items: unknown[] }).items;
  };
  await expect.poll(companies).toHaveLength(1);
}

/** The company with other settings. */
export async function describeCompany(
  request: APIRequestContext,
  { organization: name }: House,
  changes: object,
): Promise<void> {
  await put(request, 'organization', { ...organization(name), ...changes });
}

/** The house with other settings. */
export async function describeHouse(
  request: APIRequestContext,
  { code }: House,
  changes: object,
): Promise<void> {
  await load(request, 'houses', [{ ...houseRow(code), ...changes }]);
}

/** The closed month with another correction: the statement of the house's account is a kopeck less. */
export async function correctMonth(request: APIRequestContext, house: House): Promise<void> {
  const { number, closed, toPay } = house;
  await reopenIfClosed(request, closed);
  const row = statementRow(number, closed, toPay - 1, 0, RECALCULATION - 1);
  await load(request, `periods/${closed}/statements`, [row]);
  await post(request, `periods/${closed}/close`, {});
}

/** The company's accounting tells in the statement of the open month that it has received a payment. */
export async function reportPayment(
  request: APIRequestContext,
  { number, closed, open, toPay }: House,
  payment: { id: string; amount: number },
): Promise<void> {
  const closing = 2 * toPay - payment.amount;
  const received = { ...payment, date: `${open}-01`, channel: 'online' };
  const row = statementRow(number, closed, toPay, toPay);
  await load(request, `periods/${open}/statements`, [
    { ...row, payments: [received], closing, to_pay: closing },
  ]);
}

/** What the closed month's house used for common needs, by service; the account gets these services. */
export async function loadCommonNeeds(
  request: APIRequestContext,
  house: House,
  needs: Record<string, { name: string; row: object }>,
): Promise<void> {
  const { number, closed, accessCode, code } = house;
  const services = Object.entries(needs).map(([service, { name }]) => ({
    code: service,
    name,
    supplier: 'АО «Водоканал»',
    unit: 'м³',
    tariff: '1',
  }));
  await load(request, 'accounts', [accountRow(number, code, accessCode, services)]);
  await reopenIfClosed(request, closed);
  const rows = Object.entries(needs).map(([service, { row }]) => ({
    house: code,
    service,
    ...row,
  }));
  await load(request, `periods/${closed}/odn`, rows);
  await post(request, `periods/${closed}/close`, {});
}

async function send(
  request: APIRequestContext,
  method: 'PUT' | 'POST',
  path: string,
  data: object,
): Promise<{ status: number; body: unknown }> {
  const headers = { Authorization: `Bearer ${exchangeKey()}` };
  const response = await request.fetch(`/api/exchange/v1/${path}`, { method, data, headers });
  const text = await response.text();
  return { status: response.status(), body: text === '' ? null : (JSON.parse(text) as unknown) };
}

async function put(request: APIRequestContext, path: string, data: object): Promise<void> {
  const { status, body } = await send(request, 'PUT', path, data);
  expect(status, JSON.stringify(body)).toBe(200);
}

export async function post(request: APIRequestContext, path: string, data: object): Promise<void> {
  const { status, body } = await send(request, 'POST', path, data);
  expect(status, JSON.stringify(body)).toBe(200);
}

/** A bulk load of which no row may be rejected. */
export async function load(
  request: APIRequestContext,
  path: string,
  items: object[],
): Promise<void> {
  const { status, body } = await send(request, 'PUT', path, { items });
  expect(status, JSON.stringify(body)).toBe(200);
  const rows = (body as { items: { status: string }[] }).items;
  expect(rows.filter((row) => row.status === 'rejected')).toEqual([]);
}

/** An earlier run of these tests may have closed the month already. */
export async function reopenIfClosed(request: APIRequestContext, closed: string): Promise<void> {
  await send(request, 'POST', `periods/${closed}/reopen`, {});
}
