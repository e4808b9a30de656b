import { ApiFailure } from '$lib/api/failure';
import { askUpload, sendFile } from '$lib/api/files';
import { canShrink, fileError, MOST_BYTES, MOST_FILES } from '$lib/forms/files';
import { withRetry } from '$lib/forms/form.svelte';
import { shrink } from '$lib/forms/shrink';
import { files as texts } from '$lib/messages';
import { keepFiles, recallFiles } from './file-draft';

/** A file of a message that is being written. */
export class Attached {
  state = $state<'sending' | 'ready' | 'failed'>('sending');
  /** From 0 to 1. */
  share = $state(0);
  error = $state<string>();
  size = $state(0);
  /** What the server calls it, once it has arrived. */
  id: string | undefined;
  /** What was chosen, until it has arrived. */
  bytes: Blob | undefined;
  /** What is being done about it. */
  work: Promise<void> = Promise.resolve();
  readonly stop = new AbortController();

  constructor(
    readonly key: number,
    readonly name: string,
  ) {}
}

/** The files of a message: they go on their way as soon as they are chosen, the message names those that arrived. */
export class Files {
  items = $state<Attached[]>([]);
  /** What was chosen and cannot be attached. */
  refused = $state.raw<string[]>([]);
  /** What has just happened, for who hears it. */
  told = $state('');
  #made = 0;
  /** The form is gone. */
  #left = false;
  readonly #account: string;
  readonly #draft: string;

  /** `draft` names the message: what was sent for it before is there again. */
  constructor(account: string, draft: string) {
    this.#account = account;
    this.#draft = draft;
    for (const { id, name, size } of recallFiles(draft)) {
      const item = this.#begin(name, size);
      item.id = id;
      item.state = 'ready';
    }
  }

  add = (chosen: readonly File[]): void => {
    this.refused = [];
    for (const file of chosen) {
      const error = this.items.length < MOST_FILES ? fileError(file) : texts.tooMany;
      if (error === undefined) this.#send(this.#begin(file.name, file.size), file);
      else this.refused = [...this.refused, texts.refused(file.name, error)];
    }
  };

  remove = (item: Attached): void => {
    item.stop.abort();
    this.items = this.items.filter((one) => one !== item);
    this.told = texts.removed(item.name);
    this.#keep();
  };

  again = (item: Attached): void => {
    if (item.bytes !== undefined) this.#send(item, item.bytes);
  };

  /** The names of the files, once all of them have arrived, those too that were added meanwhile. Throws where one has not. */
  async ids(): Promise<string[]> {
    this.refused = [];
    while (this.items.some(({ state }) => state === 'sending')) {
      await Promise.all(this.items.map(({ work }) => work));
    }
    const ids = this.items.flatMap(({ id }) => (id === undefined ? [] : [id]));
    if (ids.length === this.items.length) return ids;
    const field = { field: 'files', code: 'unfinished', message: texts.unfinished };
    throw new ApiFailure(0, 'unfinished', texts.unfinished, '', [field]);
  }

  /** The message is sent: the next one, also where another form has begun it, is without the files that went with it. */
  clear(sent: readonly string[]): void {
    this.items = this.items.filter(({ id }) => id === undefined || !sent.includes(id));
    const waiting = recallFiles(this.#draft).filter(({ id }) => !sent.includes(id));
    keepFiles(this.#draft, waiting);
  }

  /** The form goes: what is still on its way is given up, and the draft belongs to whoever opens it next. */
  leave = (): void => {
    this.#left = true;
    for (const { stop } of this.items) stop.abort();
  };

  #begin(name: string, size: number): Attached {
    this.#made += 1;
    const item = new Attached(this.#made, name);
    item.size = size;
    this.items.push(item);
    return item;
  }

  #send(item: Attached, bytes: Blob): void {
    item.bytes = bytes;
    item.state = 'sending';
    item.share = 0;
    item.error = undefined;
    item.work = this.#carry(item, bytes).catch((reason: unknown) => {
      if (!this.items.includes(item)) return;
      item.state = 'failed';
      item.error = whyFailed(ApiFailure.from(reason));
      this.told = texts.failedOf(item.name, item.error);
    });
  }

  async #carry(item: Attached, bytes: Blob): Promise<void> {
    const { signal } = item.stop;
    const file = await fitting(bytes, item.name);
    signal.throwIfAborted();
    item.size = file.size;
    const ticket = await askUpload(this.#account, item.name, file.size);
    signal.throwIfAborted();
    await sendFile(ticket, file, (share) => (item.share = share), signal);
    item.id = ticket.id;
    item.state = 'ready';
    item.bytes = undefined;
    this.told = texts.readyOf(item.name);
    this.#keep();
  }

  #keep(): void {
    if (this.#left) return;
    const arrived = this.items.flatMap(({ id, name, size }) =>
      id === undefined ? [] : [{ id, name, size }],
    );
    keepFiles(this.#draft, arrived);
  }
}

/** A picture that is too large is made smaller; what cannot be is refused. */
async function fitting(file: Blob, name: string): Promise<Blob> {
  if (file.size <= MOST_BYTES) return file;
  const small = canShrink({ name, size: file.size, type: file.type })
    ? await shrink(file)
    : undefined;
  if (small !== undefined && small.size <= MOST_BYTES) return small;
  throw new ApiFailure(422, 'file_too_large', texts.tooLarge, '');
}

function whyFailed(failure: ApiFailure): string {
  if (failure.status === 0) return texts.lost;
  const said = [failure.title, withRetry(failure)].filter((part) => part !== '');
  return failure.fields[0]?.message ?? said.join('. ');
}
