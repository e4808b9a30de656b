import { describe, expect, it, vi } from 'vitest';
import { ApiFailure } from './failure';
import { renewing } from './renewing';

const closed = new ApiFailure(409, 'appeal_closed', 'Обращение закрыто.', '');
const texts = { changed: 'Обращение изменилось.', next: 'Откройте его снова.' };

describe('a deed to what the other side may change', () => {
  it('is done without anything being loaded anew', async () => {
    const renew = vi.fn(() => Promise.resolve());
    await expect(renewing(() => Promise.resolve(1), { renew, ...texts })).resolves.toBe(1);
    expect(renew).not.toHaveBeenCalled();
  });

  it('shows what has become of it where it comes too late, and says so', async () => {
    const renew = vi.fn(() => Promise.resolve());
    const told = renewing(() => Promise.reject(closed), { renew, ...texts });
    await expect(told).rejects.toMatchObject({
      code: 'appeal_closed',
      title: 'Обращение изменилось.',
      detail: 'Обращение закрыто. Откройте его снова.',
    });
    expect(renew).toHaveBeenCalledOnce();
  });

  it('says so too where it cannot be loaded anew', async () => {
    const renew = () => Promise.reject(new TypeError('Failed to fetch'));
    const told = renewing(() => Promise.reject(closed), { renew, ...texts });
    await expect(told).rejects.toMatchObject({ status: 409 });
  });

  it.each(['appeal_full', 'idempotency_key_reused'])(
    'says of no change that is none: %s',
    (code) => {
      const renew = vi.fn(() => Promise.resolve());
      const refused = new ApiFailure(409, code, 'Напишите новое.', '');
      const told = renewing(() => Promise.reject(refused), { renew, ...texts });
      expect(renew).not.toHaveBeenCalled();
      return expect(told).rejects.toBe(refused);
    },
  );

  it('leaves other failures as they are', async () => {
    const renew = vi.fn(() => Promise.resolve());
    const lost = renewing(() => Promise.reject(new TypeError('lost')), { renew, ...texts });
    await expect(lost).rejects.toMatchObject({ status: 0, code: 'offline' });
    expect(renew).not.toHaveBeenCalled();
  });
});
