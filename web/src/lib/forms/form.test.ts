import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keep, type Draft } from './draft';
import { Form } from './form.svelte';

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

const draft: Draft<{ text: string }> = { name: 'message', fields: ['text'], lasting: true };

/** A form whose sending ends when the test says so. */
function form() {
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const sent: string[] = [];
  const form = new Form({
    values: { text: '' },
    draft,
    emptied: { text: '' },
    send: async (values) => {
      await arrived;
      sent.push(values.text);
    },
  });
  form.values.text = 'Течёт кран';
  keep(form.values, { text: '' }, draft);
  const press = () => form.submit({ preventDefault: () => undefined } as SubmitEvent);
  return { form, sent, press, arrive };
}

describe('a form whose sending takes a while', () => {
  it('is empty afterwards, and so is its draft', async () => {
    const { form: one, sent, press, arrive } = form();
    const pressed = press();
    arrive();
    await pressed;
    expect(sent).toEqual(['Течёт кран']);
    expect(one.values.text).toBe('');
    expect(kept.size).toBe(0);
  });

  it('sends what stood there at the press, and keeps what was typed since', async () => {
    const { form: one, sent, press, arrive } = form();
    const pressed = press();
    one.values.text = 'Течёт кран. И труба';
    keep(one.values, { text: '' }, draft);
    arrive();
    await pressed;
    expect(sent).toEqual(['Течёт кран']);
    expect(one.values.text).toBe('Течёт кран. И труба');
    expect([...kept.values()].join()).toContain('И труба');
    expect(one.failed).toBe(false);
  });
});
