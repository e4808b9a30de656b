import { beforeEach, expect, it, vi } from 'vitest';
import { ApiFailure } from '$lib/api/failure';
import { session } from '$lib/api/session';
import { erase } from './erase';

const { remove, dropAll } = vi.hoisted(() => ({ remove: vi.fn(), dropAll: vi.fn() }));

vi.mock('$lib/api/client', () => ({
  api: { DELETE: remove },
  done: (call: Promise<void>) => call,
}));
vi.mock('$lib/api/session', () => ({ session: { erasureUnanswered: false } }));
vi.mock('$lib/forms/draft', () => ({ dropAll }));

beforeEach(() => {
  vi.clearAllMocks();
  session.erasureUnanswered = false;
});

it('leaves nothing that was typed', async () => {
  remove.mockResolvedValue(undefined);
  await erase('дом-357');
  expect(remove).toHaveBeenCalledWith('/api/profile', { body: { password: 'дом-357' } });
  expect(dropAll).toHaveBeenCalledOnce();
  expect(session.erasureUnanswered).toBe(false);
});

it.each([
  ['a network that carried no answer', ApiFailure.offline(), true],
  ['a server that does not know', new ApiFailure(503, 'unavailable', '', ''), true],
  ['a wrong password', new ApiFailure(422, 'password_wrong', '', ''), false],
])('after %s it may have been done, or not', async (_, failure, unanswered) => {
  remove.mockRejectedValue(failure);
  await expect(erase('дом-357')).rejects.toBe(failure);
  expect(dropAll).not.toHaveBeenCalled();
  expect(session.erasureUnanswered).toBe(unanswered);
});
