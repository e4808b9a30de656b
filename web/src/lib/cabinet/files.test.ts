import { beforeEach, describe, expect, it, vi } from 'vitest';
import { recallFiles } from './file-draft';
import { Files } from './files.svelte';

const { sending } = vi.hoisted(() => ({ sending: new Map<string, () => void>() }));
vi.mock('$lib/api/files', () => ({
  askUpload: (_account: string, name: string) => Promise.resolve({ id: `id-${name}` }),
  sendFile: ({ id }: { id: string }) => new Promise<void>((resolve) => sending.set(id, resolve)),
}));

beforeEach(() => {
  sending.clear();
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
