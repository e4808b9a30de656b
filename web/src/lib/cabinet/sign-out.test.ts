import { beforeEach, expect, it, vi } from 'vitest';
import { ApiFailure } from '$lib/api/failure';
import { session } from '$lib/api/session';
import { signOut } from './sign-out';

const { post, end, dropAll } = vi.hoisted(() => ({
  post: vi.fn(),
  end: vi.fn(),
  dropAll: vi.fn(),
}));

vi.mock('$lib/api/client', () => ({ api: { POST: post }, done: (call: Promise<void>) => call }));
vi.mock('$lib/api/session', () => ({ session: { othersOpen: false, end } }));
vi.mock('$lib/forms/draft', () => ({ dropAll }));

beforeEach(() => {
  vi.clearAllMocks();
  session.othersOpen = false;
});

it('ends the session here once the server has ended it', async () => {
  post.mockResolvedValue(undefined);
  await signOut(true);
  expect(post).toHaveBeenCalledWith('/api/auth/logout', { body: { everywhere: true } });
  expect(end).toHaveBeenCalledOnce();
  expect({ others: session.othersOpen, drafts: dropAll.mock.calls.length }).toEqual({
    others: false,
    drafts: 1,
  });
});

it.each([
  ['session_ended', 401, true],
  ['unavailable', 503, false],
])('does not say of %s that the person has left', async (code, status, othersOpen) => {
  post.mockRejectedValue(new ApiFailure(status, code, '', ''));
  await expect(signOut(true)).rejects.toMatchObject({ code });
  expect(end).not.toHaveBeenCalled();
  expect(session.othersOpen).toBe(othersOpen);
});
