import { ApiFailure } from '$lib/api/failure';
import { describe, expect, it } from 'vitest';
import { Pace } from './pace';
import { Reporting } from './reporting.svelte';

describe('ten thousand selections by Ctrl+Enter', () => {
  it('open one dialog, with the words of the first', () => {
    const reporting = new Reporting();
    let opened = 0;
    for (let press = 0; press < 10_000; press += 1) {
      if (reporting.begin(`слово ${press}`)) opened += 1;
    }
    expect([opened, reporting.words]).toEqual([1, 'слово 0']);
    reporting.end();
    expect([reporting.begin(''), reporting.begin('ещё')]).toEqual([false, true]);
  });

  it('each sent, trouble the server no more once it has asked to wait', async () => {
    const pace = new Pace();
    let calls = 0;
    const send = (): Promise<void> => {
      calls += 1;
      return calls <= 20
        ? Promise.resolve()
        : Promise.reject(new ApiFailure(429, 'too_many_requests', 'Слишком часто.', '', [], 3600));
    };
    let refused: unknown;
    for (let press = 0; press < 10_000; press += 1) {
      await pace.send(send, press).catch((reason: unknown) => (refused = reason));
    }
    expect(calls).toBe(21);
    expect(refused).toMatchObject({ status: 429, retryAfter: 3591 });
    await expect(pace.send(send, 20 + 3_600_000)).rejects.toMatchObject({ retryAfter: 3600 });
    expect(calls).toBe(22);
  });

  it('fail with the network as often as it fails', async () => {
    const pace = new Pace();
    const lost = (): Promise<void> => Promise.reject(new TypeError('lost'));
    await expect(pace.send(lost, 0)).rejects.toMatchObject({ status: 0 });
    await expect(pace.send(() => Promise.resolve(), 0)).resolves.toBeUndefined();
  });
});
