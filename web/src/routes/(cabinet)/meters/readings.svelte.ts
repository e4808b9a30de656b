import { tick } from 'svelte';
import { answer, api } from '$lib/api/client';
import { ApiFailure } from '$lib/api/failure';
import type { Meter, Meters, ReadingAnswer } from '$lib/api/types';
import { withRetry, type SummaryEntry } from '$lib/forms/form.svelte';
import { readingsForm as texts } from '$lib/messages';
import { show } from '$lib/ui/show';
import { answered, keep, nameOf, restore } from './draft';
import {
  emptyEntry,
  fieldName,
  isAsked,
  isNewer,
  isOpen,
  isTouched,
  withReading,
  type Entries,
  type Entry,
} from './entry';

type Confirmation = NonNullable<ReadingAnswer['questions']>[number]['kind'];

/** A row of the form; spaces that group digits are no part of a value. */
function row(meter: string, typed: readonly string[], confirm: Confirmation[]) {
  return {
    meter_id: meter,
    values: typed.map((value) => value.replaceAll(/\s/gu, '')),
    confirm,
  };
}

/** The form of all meters of an account. */
export class Readings {
  meters: Meters;
  entries: Entries = $state({});
  pending = $state(false);
  failure = $state.raw<ApiFailure>();
  missing = $state(false);
  /** How many readings the last sending brought in. */
  accepted = $state(0);
  /** Something typed before is in the form again. */
  restored = $state(false);
  /** Places of the page that an answer leads to; the questions by the meter they are about. */
  summary: HTMLElement | null = $state(null);
  notice: HTMLElement | null = $state(null);
  questions: Record<string, HTMLElement | null> = $state({});
  readonly #account: string;
  /** Sendings so far: what was asked for before the latest of them is out of date. */
  #sendings = 0;

  constructor(account: string, meters: Meters) {
    this.#account = account;
    this.meters = $state.raw(meters);
    this.entries = restore(account, meters);
    this.restored = Object.values(this.entries).some(isTouched);
  }

  /** There is anything to type into. */
  get asks(): boolean {
    return this.meters.items.some((meter) => this.asked(meter));
  }

  /** There is a meter whose readings are taken when the window is open. */
  get accepts(): boolean {
    return this.meters.items.some((meter) => meter.accepts_readings);
  }

  /** Nothing is missing that could be sent, whoever has read the meters. */
  get allRead(): boolean {
    return (
      this.accepts && this.meters.items.every((meter) => meter.read || !meter.accepts_readings)
    );
  }

  open(meter: Meter): boolean {
    return isOpen(meter, this.meters.window);
  }

  asked(meter: Meter): boolean {
    return isAsked(meter, this.entry(meter), this.meters.window);
  }

  entry(meter: Meter): Entry {
    return (this.entries[meter.id] ??= emptyEntry(meter));
  }

  /** What the summary at the top lists. */
  get errors(): SummaryEntry[] {
    return this.meters.items.flatMap((meter) => {
      const { error, zone } = this.entry(meter);
      return error === undefined ? [] : [{ field: fieldName(meter, zone), message: error }];
    });
  }

  get failed(): boolean {
    return this.missing || this.failure !== undefined || this.errors.length > 0;
  }

  get title(): string | null {
    return this.missing ? texts.nothing : (this.failure?.title ?? null);
  }

  get detail(): string | null {
    return this.failure === undefined ? null : withRetry(this.failure);
  }

  /** Something was typed: what was said of the old text is no longer true. */
  typed = (meter: Meter): void => {
    const entry = this.entry(meter);
    entry.error = undefined;
    entry.questions = [];
    this.missing = false;
    this.#keep();
  };

  correct = (meter: Meter): void => {
    this.entry(meter).correcting = true;
  };

  leave = (meter: Meter): void => {
    this.entries[meter.id] = emptyEntry(meter);
    this.#keep();
  };

  /** The person says «yes» to what was asked about a meter. */
  confirm = async (meter: Meter): Promise<void> => {
    const asked = this.entry(meter).questions.map(({ kind }) => kind);
    await this.#send([meter], asked);
    await this.#lead();
  };

  submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.pending) return;
    const touched = this.meters.items.filter(
      (meter) => this.asked(meter) && isTouched(this.entry(meter)),
    );
    for (const meter of touched) {
      const entry = this.entry(meter);
      const gap = entry.values.findIndex((value) => value.trim() === '');
      entry.zone = Math.max(gap, 0);
      entry.error = gap < 0 ? undefined : texts.allZones;
    }
    this.missing = touched.length === 0;
    this.accepted = 0;
    // A gap in one meter does not keep the others back.
    const whole = touched.filter((meter) => this.entry(meter).error === undefined);
    if (whole.length > 0) await this.#send(whole, []);
    await this.#lead();
  };

  async #send(meters: Meter[], confirm: Confirmation[]): Promise<void> {
    this.pending = true;
    this.failure = undefined;
    const typed = Object.fromEntries(
      meters.map((meter) => [meter.id, [...this.entry(meter).values]]),
    );
    const readings = meters.map(({ id }) => row(id, typed[id] ?? [], confirm));
    const body = { readings };
    const name = nameOf(this.#account, body);
    const header = name === undefined ? {} : { 'Idempotency-Key': name };
    try {
      const params = { path: { id: this.#account }, header };
      const { items } = await answer(api.POST('/api/accounts/{id}/readings', { params, body }));
      answered(this.#account);
      for (const row of items) this.#settle(row, typed[row.meter_id ?? '']);
      this.restored = false;
      void this.#refresh();
    } catch (reason) {
      this.failure = ApiFailure.from(reason);
    } finally {
      this.pending = false;
    }
  }

  /** The fields stay open while the answer is on its way: it is about what was sent, never about what stands there now. */
  #settle(row: ReadingAnswer, values: string[] | undefined): void {
    const meter = this.meters.items.find(({ id }) => id === row.meter_id);
    if (meter === undefined || values === undefined) return;
    const entry = this.entry(meter);
    const newer = isNewer(entry, values);
    if (row.status === 'accepted') {
      this.accepted += 1;
      this.#stands(withReading(meter, row, values, this.meters.window.today));
      if (newer) entry.correcting = true;
      else this.leave(meter);
      return;
    }
    if (newer) return;
    entry.questions = row.questions ?? [];
    entry.zone = row.zone ?? 0;
    entry.error = entry.questions.length > 0 ? undefined : (row.message ?? undefined);
  }

  #stands(meter: Meter): void {
    const items = this.meters.items.map((other) => (other.id === meter.id ? meter : other));
    this.meters = { ...this.meters, items };
  }

  /** What others have done meanwhile. What was accepted is shown already, so nothing is lost where it does not come. */
  async #refresh(): Promise<void> {
    const sending = (this.#sendings += 1);
    const path = { id: this.#account };
    try {
      const meters = await answer(api.GET('/api/accounts/{id}/meters', { params: { path } }));
      if (sending === this.#sendings) this.#renew(meters);
    } catch {
      // The next visit brings it.
    }
  }

  /**
   * Somebody else may have read a meter meanwhile: what is being typed for it stays on the screen. A meter may be new, or
   * have other zones: its entry begins here, because nothing may be written while the page is drawn.
   */
  #renew(meters: Meters): void {
    for (const meter of meters.items) {
      if (this.entry(meter).values.length !== meter.zones) {
        this.entries[meter.id] = emptyEntry(meter);
      }
      const entry = this.entry(meter);
      if (meter.read && isTouched(entry)) entry.correcting = true;
    }
    this.meters = meters;
  }

  #keep(): void {
    keep(this.#account, this.meters.window.from, this.entries);
  }

  /** The first thing left to do: of a form that failed wholly there is nothing else to say, and a question is not sent yet. */
  get #landing(): HTMLElement | null {
    const asking = this.meters.items.map(({ id }) => this.questions[id] ?? null);
    const question = this.title === null ? asking.find((place) => place !== null) : null;
    return question ?? this.summary ?? this.notice;
  }

  /** Who does not see what the answer asks or says believes that everything is sent. */
  async #lead(): Promise<void> {
    await tick();
    if (this.#landing !== null) show(this.#landing);
  }
}
