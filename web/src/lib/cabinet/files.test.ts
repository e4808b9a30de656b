import { beforeEach, describe, expect, it, vi } from 'vitest';
import { recallFiles } from './file-draft';
import { Files } from './files.svelte';

const { sending } = vi.hoisted(() => ({ sending: new Map<string, () => void>() }));
const signals = new Map<string, AbortSignal>();
vi.mock('$lib/api/files', () => ({
  askUpload: (_account: string, name: string) => Promise.resolve({ id: `id-${name}` }),
  sendFile: ({ id }: { id: string }, _file: Blob, _told: unknown, signal: AbortSignal) => {
    signals.set(id, signal);
    return new Promise<void>((resolve) => sending.set(id, resolve));
  },
}));

beforeEach(() => {
  sending.clear();
  signals.clear();
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

function chosen(name: string, type = 'image/png'): File {
  return new File(['bytes'], name, { type });
}

async function arrives(name: string): Promise<void> {
  await vi.waitFor(() => {
    expect(sending.has(`id-${name}`)).toBe(true);
  });
  sending.get(`id-${name}`)?.();
}

describe('the files of a message that is on its way', () => {
  it('those added while the others arrive are waited for and go too', async () => {
    const files = new Files('account', 'message');
    files.add([chosen('a.png')]);
    const ids = files.ids();
    files.add([chosen('b.png')]);
    await arrives('a.png');
    await arrives('b.png');
    await expect(ids).resolves.toEqual(['id-a.png', 'id-b.png']);
  });

  it('those added after it has left wait for the next one', async () => {
    const files = new Files('account', 'message');
    files.add([chosen('a.png')]);
    await arrives('a.png');
    const ids = await files.ids();
    files.add([chosen('b.png'), chosen('c.txt', 'text/plain')]);
    files.clear(ids);
    expect(files.items.map(({ name }) => name)).toEqual(['b.png']);
    expect(files.refused).toHaveLength(1);
    await arrives('b.png');
    await expect(files.ids()).resolves.toEqual(['id-b.png']);
    expect(recallFiles('message').map(({ id }) => id)).toEqual(['id-b.png']);
  });
});

describe('the files of a form that was left', () => {
  const kept = (): string[] => recallFiles('message').map(({ id }) => id);

  it('are given up where they are on their way, and change no draft of later', async () => {
    const files = new Files('account', 'message');
    files.add([chosen('a.png')]);
    await arrives('a.png');
    await files.ids();
    files.add([chosen('late.png')]);
    await vi.waitFor(() => {
      expect(sending.has('id-late.png')).toBe(true);
    });
    files.leave();
    expect(signals.get('id-late.png')?.aborted).toBe(true);
    expect(kept()).toEqual(['id-a.png']);

    const next = new Files('account', 'message');
    next.add([chosen('b.png')]);
    await arrives('b.png');
    await next.ids();
    // It had arrived before it was given up.
    await arrives('late.png');
    await files.ids();
    expect(kept()).toEqual(['id-a.png', 'id-b.png']);
  });

  it('write nothing once everything was taken away', async () => {
    const files = new Files('account', 'message');
    files.add([chosen('a.png'), chosen('b.png')]);
    await arrives('a.png');
    await vi.waitFor(() => {
      expect(kept()).toEqual(['id-a.png']);
    });
    files.leave();
    localStorage.removeItem('draft:files-message');
    await arrives('b.png');
    await files.ids();
    expect(kept()).toEqual([]);
  });

  it('are not sent where they were only being made ready', async () => {
    const files = new Files('account', 'message');
    files.add([chosen('a.png')]);
    files.leave();
    await expect(files.ids()).rejects.toMatchObject({ code: 'unfinished' });
    expect(sending.size).toBe(0);
  });

  it('that went with a message which was sent after all are not in the next one', async () => {
    const files = new Files('account', 'message');
    files.add([chosen('a.png')]);
    await arrives('a.png');
    const ids = await files.ids();
    files.leave();
    const next = new Files('account', 'message');
    next.add([chosen('b.png')]);
    await arrives('b.png');
    await next.ids();
    files.clear(ids);
    expect(kept()).toEqual(['id-b.png']);
  });
});
