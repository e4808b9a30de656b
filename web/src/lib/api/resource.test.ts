import { describe, expect, it } from 'vitest';
import { ApiFailure } from './failure';
import { Resource } from './resource.svelte';

/** A resource whose answers come when and as the test says. */
function asked() {
  const calls: { give: (data: string) => void; fail: (reason: Error) => void }[] = [];
  const made = new Resource(
    () => new Promise<string>((give, fail) => void calls.push({ give, fail })),
  );
  return { made, calls };
}

describe('a look for what is newer', () => {
  it('keeps what is shown until it has come', async () => {
    const { made, calls } = asked();
    const first = made.reload();
    calls[0]?.give('old');
    await first;
    const look = made.refresh();
    expect(made).toMatchObject({ data: 'old', pending: false, slow: false });
    calls[1]?.give('new');
    await look;
    expect(made.data).toBe('new');
  });

  it('keeps it also where it fails', async () => {
    const { made, calls } = asked();
    const first = made.reload();
    calls[0]?.give('old');
    await first;
    const look = made.refresh();
    calls[1]?.fail(new TypeError('Failed to fetch'));
    await look;
    expect(made).toMatchObject({ data: 'old', failure: undefined });
  });

  it('asks no second time for what is on its way, nor before its turn', async () => {
    const { made, calls } = asked();
    await made.refresh();
    expect(calls).toHaveLength(0);
    void made.reload();
    await made.refresh();
    expect(calls).toHaveLength(1);
  });

  it('asks again for what did not come', async () => {
    const { made, calls } = asked();
    const first = made.reload();
    calls[0]?.fail(ApiFailure.offline());
    await first;
    const again = made.refresh();
    calls[1]?.give('new');
    await again;
    expect(made).toMatchObject({ data: 'new', failure: undefined });
  });
});

describe('what a page wants at once', () => {
  it('is asked for before its turn, and once', async () => {
    const { made, calls } = asked();
    const wanted = made.want();
    void made.want();
    expect(calls).toHaveLength(1);
    calls[0]?.give('news');
    await wanted;
    await made.want();
    expect(calls).toHaveLength(1);
    expect(made.data).toBe('news');
  });

  it('is not asked for again unasked where it was refused', async () => {
    const { made, calls } = asked();
    const wanted = made.want();
    calls[0]?.fail(ApiFailure.offline());
    await wanted;
    await made.want();
    expect(calls).toHaveLength(1);
  });
});

describe('what is of another', () => {
  it('is forgotten, with what is still on its way', async () => {
    const { made, calls } = asked();
    const first = made.reload();
    calls[0]?.give('old');
    await first;
    const late = made.reload();
    made.forget();
    expect(made).toMatchObject({ data: undefined, failure: undefined });
    calls[1]?.give('late');
    await late;
    expect(made.data).toBeUndefined();
  });
});
