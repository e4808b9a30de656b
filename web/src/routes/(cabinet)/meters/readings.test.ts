import { beforeEach, expect, it, vi } from 'vitest';
import { api } from '$lib/api/client';
import type { Meter, Meters, ReadingAnswer } from '$lib/api/types';
import { meter as example } from '$lib/cabinet/meter.example';
import { draftKey } from '$lib/forms/draft';
import { Readings } from './readings.svelte';

vi.mock('$lib/api/client', () => ({
  api: { POST: vi.fn(), GET: vi.fn() },
  answer: async (call: Promise<unknown>) => await call,
}));

const post = vi.mocked(api.POST) as unknown as ReturnType<typeof vi.fn>;
const get = vi.mocked(api.GET) as unknown as ReturnType<typeof vi.fn>;

const water: Meter = {
  ...example,
  id: 'water',
  resource: 'cold_water',
  zones: 1,
  compared_with: { values: ['10'], taken_on: null },
};
const meters: Meters = {
  window: { from: '2026-10-15', to: '2026-10-25', open: true, ended: null, today: '2026-10-20' },
  items: [water],
  archived: [],
  reminder: false,
};
const accepted: ReadingAnswer = { meter_id: 'water', status: 'accepted', consumption: ['1'] };
const store = new Map<string, string>();

beforeEach(() => {
  store.clear();
  post.mockReset();
  get.mockReset().mockRejectedValue(new Error('offline'));
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
    removeItem: (key: string) => store.delete(key),
  });
});

function type(readings: Readings, value: string): void {
  readings.entry(water).values[0] = value;
  readings.typed(water);
}

const submit = (readings: Readings): Promise<void> =>
  readings.submit({ preventDefault: () => undefined } as SubmitEvent);

/** A sending whose answer comes when it is told to. */
function slow(): (row: ReadingAnswer) => void {
  let arrive: (row: ReadingAnswer) => void = () => undefined;
  post.mockReturnValueOnce(
    new Promise((resolve) => {
      arrive = (row) => {
        resolve({ items: [row] });
      };
    }),
  );
  return (row) => {
    arrive(row);
  };
}

const draft = (): unknown => {
  const text = store.get(draftKey('readings-1'));
  return text === undefined ? undefined : (JSON.parse(text) as { values: unknown }).values;
};

const nameOf = (call: number): unknown =>
  (post.mock.calls[call]?.[1] as { params: { header: Record<string, string> } }).params.header[
    'Idempotency-Key'
  ];

it('what was sent is shown as sent, whatever was typed while the answer was on its way', async () => {
  const readings = new Readings('1', meters);
  const arrive = slow();
  type(readings, '11');
  const sending = submit(readings);
  type(readings, '12,5');
  arrive(accepted);
  await sending;
  expect(readings.meters.items[0]).toMatchObject({ sent: true, last: { values: ['11'] } });
  expect(readings.entry(water).values).toEqual(['12,5']);
  expect(readings.asked({ ...water, sent: true, read: true })).toBe(true);
  expect(draft()).toEqual({ water: ['12,5'] });
});

it('what was sent and not touched since leaves the form and the draft', async () => {
  const readings = new Readings('1', meters);
  const arrive = slow();
  type(readings, '11');
  const sending = submit(readings);
  arrive(accepted);
  await sending;
  expect(readings.entry(water).values).toEqual(['']);
  expect(draft()).toBeUndefined();
});

it('what is said of an old text is not said of a newer one', async () => {
  const readings = new Readings('1', meters);
  const arrive = slow();
  type(readings, '9');
  const sending = submit(readings);
  type(readings, '19');
  arrive({ meter_id: 'water', status: 'rejected', code: 'below_previous', message: 'Меньше.' });
  await sending;
  expect(readings.errors).toEqual([]);
  expect(readings.entry(water).values).toEqual(['19']);
});

it('a form keeps its name until it is answered or becomes another one', async () => {
  const readings = new Readings('1', meters);
  type(readings, '11');
  post.mockRejectedValueOnce(new Error('lost')).mockRejectedValueOnce(new Error('lost'));
  await submit(readings);
  await submit(readings);
  expect(nameOf(0)).toMatch(/^[0-9a-f]{32}$/);
  expect(nameOf(1)).toBe(nameOf(0));
  type(readings, '12');
  post.mockResolvedValueOnce({ items: [accepted] });
  await submit(readings);
  expect(nameOf(2)).not.toBe(nameOf(0));
  readings.correct(water);
  type(readings, '12');
  post.mockResolvedValueOnce({ items: [accepted] });
  await submit(readings);
  expect(nameOf(3)).not.toBe(nameOf(2));
});

it('a meter that somebody else has read is not asked for, unless the person is typing', async () => {
  const read = { ...water, read: true };
  const quiet = new Readings('1', { ...meters, items: [read] });
  expect([quiet.asks, quiet.allRead]).toEqual([false, true]);
  quiet.correct(read);
  expect(quiet.asks).toBe(true);

  const other: Meter = { ...water, id: 'other' };
  const busy = new Readings('1', { ...meters, items: [water, other] });
  busy.entry(other).values[0] = '7';
  type(busy, '11');
  post.mockResolvedValueOnce({ items: [accepted, { meter_id: 'other', status: 'rejected' }] });
  get.mockReset().mockResolvedValueOnce({ ...meters, items: [read, { ...other, read: true }] });
  await submit(busy);
  await vi.waitFor(() => {
    expect(busy.meters.items[1]?.read).toBe(true);
  });
  expect(busy.asked({ ...other, read: true })).toBe(true);
});

it('a meter that has come meanwhile, or has other zones now, has its fields before it is drawn', async () => {
  const readings = new Readings('1', meters);
  const come: Meter = { ...water, id: 'come', zones: 2 };
  get.mockReset().mockResolvedValue({ ...meters, items: [{ ...water, zones: 3 }, come] });
  post.mockResolvedValueOnce({ items: [accepted] });
  type(readings, '11');
  await submit(readings);
  await vi.waitFor(() => {
    expect(readings.entries['come']?.values).toEqual(['', '']);
  });
  expect(readings.entries['water']?.values).toEqual(['', '', '']);
});

it('a meter whose readings are refused is not asked for, and nothing is missing without it', () => {
  const refused: Meter = { ...water, id: 'refused', accepts_readings: false };
  const alone = new Readings('1', { ...meters, items: [refused] });
  expect([alone.asks, alone.accepts, alone.allRead]).toEqual([false, false, false]);
  alone.correct(refused);
  expect(alone.asks).toBe(false);

  const others = (read: boolean): Readings =>
    new Readings('1', { ...meters, items: [refused, { ...water, read }] });
  expect([others(false).asks, others(false).allRead]).toEqual([true, false]);
  expect([others(true).asks, others(true).allRead]).toEqual([false, true]);
});
