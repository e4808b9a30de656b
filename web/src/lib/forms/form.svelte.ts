import { tick } from 'svelte';
import { ApiFailure, type FieldFailure } from '$lib/api/failure';
import { failures, form as texts } from '$lib/messages';
import { drop, keep, recall, type Draft } from './draft';

export interface SummaryEntry {
  field: string;
  message: string;
}

interface Options<Values> {
  values: Values;
  /** Rules that need no server: field → message. They spare a person the round trip and the captcha. */
  check?: (values: Values) => Partial<Record<string, string>>;
  /** Answers where to go on, if anywhere: that is done only while the form is still there. */
  send: (values: Values) => Promise<(() => unknown) | undefined> | Promise<void>;
  /** What of it outlives the page until it has been sent. */
  draft?: Draft<Values>;
  /** What stands in a form that is there for the next sending too. */
  emptied?: Values;
  /** Handles a refusal that is more than field errors; true when it has been dealt with. */
  refused?: (failure: ApiFailure) => boolean;
}

/** A form: what was typed, what is wrong with it, whether it is on its way. Typed text is never cleared by an error. */
export class Form<Values extends object> {
  values: Values;
  errors = $state<Partial<Record<string, string>>>({});
  title = $state<string | null>(null);
  detail = $state<string | null>(null);
  pending = $state(false);
  /** Something that was typed before is in the form again. */
  readonly restored: boolean;
  summary: HTMLElement | null = $state(null);
  readonly #options: Options<Values>;
  /** The person has gone on to another page or another account: what was sent stays sent, but leads nowhere. */
  #left = false;

  constructor(options: Options<Values>) {
    this.#options = options;
    const { values, draft } = options;
    this.values = $state(draft === undefined ? values : recall(values, draft));
    $effect(() => () => {
      this.#left = true;
    });
    this.restored = draft?.fields.some((field) => this.values[field] !== values[field]) ?? false;
    if (draft !== undefined) {
      $effect(() => {
        keep(this.values, values, draft);
      });
    }
  }

  /** What the summary at the top lists, in the order of the fields. */
  get entries(): SummaryEntry[] {
    return Object.entries(this.errors).flatMap(([field, message]) =>
      message === undefined ? [] : [{ field, message }],
    );
  }

  get failed(): boolean {
    return this.title !== null || this.entries.length > 0;
  }

  submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.pending) return;
    this.clear();
    const errors = {
      ...this.#options.check?.(this.values),
      ...unreadable(event.target as HTMLFormElement | null),
    };
    if (Object.keys(errors).length > 0) {
      this.errors = errors;
    } else {
      await this.#send();
    }
    if (this.failed) await this.#focusSummary();
  };

  /** Takes back what was wrong with a field that is not asked for any more. */
  forgive = (field: string): void => {
    this.errors = Object.fromEntries(
      Object.entries(this.errors).filter(([name]) => name !== field),
    );
  };

  clear(): void {
    this.errors = {};
    this.title = null;
    this.detail = null;
  }

  async #send(): Promise<void> {
    this.pending = true;
    // As it stands now, whatever is typed later; the fields of a form are plain values.
    const sent = { ...this.values };
    try {
      const goOn = await this.#options.send(sent);
      await this.#end(sent);
      if (typeof goOn === 'function' && !this.#left) await goOn();
    } catch (reason) {
      this.#refuse(ApiFailure.from(reason));
    } finally {
      this.pending = false;
    }
  }

  /** What was typed while the rest was on its way has not been sent: it stays, and so does its draft. */
  async #end(sent: Values): Promise<void> {
    const { draft, emptied } = this.#options;
    if (JSON.stringify(sent) !== JSON.stringify(this.values)) return;
    if (emptied !== undefined) this.values = { ...emptied };
    // The empty form is kept first.
    await tick();
    if (draft !== undefined) drop(draft);
  }

  #refuse(failure: ApiFailure): void {
    if (this.#options.refused?.(failure) === true) return;
    this.errors = byField(failure.fields);
    if (failure.fields.length === 0) {
      this.title = failure.title;
      this.detail = withRetry(failure);
    }
  }

  async #focusSummary(): Promise<void> {
    await tick();
    this.summary?.focus();
  }
}

/** A date that is none, or half typed, has no value: it is told, not taken for an empty field. */
function unreadable(form: HTMLFormElement | null): Record<string, string> {
  const dates = Array.from(form?.querySelectorAll<HTMLInputElement>('input[type=date]') ?? []);
  const bad = dates.filter(({ validity }) => validity.badInput);
  return Object.fromEntries(bad.map(({ name }) => [name, texts.noDate]));
}

/** The first message of each field: one thing to mend at a time. */
export function byField(fields: readonly FieldFailure[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, message } of fields) errors[field] ??= message;
  return errors;
}

/** What went wrong, and when to come back if the server said so. */
export function withRetry(failure: ApiFailure): string {
  if (failure.retryAfter === null) return failure.detail;
  return `${failure.detail} ${failures.tryAfter(failure.retryAfter)}`.trim();
}
