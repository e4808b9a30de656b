import { describe, expect, it } from 'vitest';
import { firstQuestions } from './first-questions';

const ORIGIN = 'https://lk.example';

function asked(address: string): string[] {
  return firstQuestions(new URL(address, ORIGIN)).map((question) => question.replace(ORIGIN, ''));
}

describe('what is asked first', () => {
  it('are the accounts, and what the page shows of the one in its address', () => {
    expect(asked('/?account=a1')).toEqual([
      '/api/accounts',
      '/api/accounts/a1',
      '/api/accounts/a1/periods',
      '/api/accounts/a1/meters',
    ]);
  });

  it('are the accounts alone where the address names none', () => {
    expect(asked('/charges')).toEqual(['/api/accounts']);
    expect(asked('/charges?account=')).toEqual(['/api/accounts']);
  });

  it.each(['..', '.', '%2E%2E', '../../auth', 'a1/../..', 'a1?b', 'a1%0A'])(
    'is nothing of an account that cannot be: %s',
    (account) => {
      expect(asked(`/meters?account=${account}`)).toEqual(['/api/accounts']);
    },
  );

  it('is of the person on pages about no account', () => {
    expect(asked('/rating?account=a1')).toEqual(['/api/accounts', '/api/rating']);
  });
});
