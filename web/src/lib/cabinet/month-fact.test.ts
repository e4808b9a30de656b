import { describe, expect, it } from 'vitest';
import { ApiFailure } from '$lib/api/failure';
import { charges, commonNeeds } from '$lib/messages';
import { orFact } from './month-fact';

const asked = { period: '2026-10', reopened: false, open: commonNeeds.open };

function refused(code: string): Promise<{ period: string }> {
  return Promise.reject(new ApiFailure(404, code, 'Отказ', ''));
}

describe('what is known of a month', () => {
  it('is the answer', async () => {
    const answer = Promise.resolve({ period: '2026-10' });
    await expect(orFact(answer, asked)).resolves.toEqual({ period: '2026-10' });
  });

  it.each([
    ['was never closed', 'period_open', false, 'Октябрь 2026 ещё не закрыт бухгалтером'],
    ['was opened again', 'period_open', true, 'Октябрь 2026: бухгалтер исправляет начисления'],
    ['the account has nothing of', 'period_unknown', true, charges.unknown.title],
  ])('is a fact where it %s', async (_what, code, reopened, title) => {
    const told = await orFact(refused(code), { ...asked, reopened });
    expect(told).toMatchObject({ fact: { title } });
  });

  it('is not told where the call failed', async () => {
    await expect(orFact(refused('internal'), asked)).rejects.toMatchObject({ code: 'internal' });
  });
});
