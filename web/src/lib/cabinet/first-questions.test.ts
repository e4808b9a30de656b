import { describe, expect, it } from 'vitest';
import { firstQuestions } from './first-questions';

describe('what is asked first', () => {
  it('are the accounts, and what the page shows of one', () => {
    expect(firstQuestions('/(cabinet)')).toEqual([
      '/api/accounts',
      '/api/accounts/{account}',
      '/api/accounts/{account}/periods',
      '/api/accounts/{account}/meters',
      '/api/accounts/{account}/appeals/unread',
      '/api/accounts/{account}/news?limit=50&titles=true',
    ]);
  });

  it('is of the person on pages about no account', () => {
    expect(firstQuestions('/(cabinet)/rating')).toEqual(['/api/accounts', '/api/rating']);
  });

  it('are the accounts alone on any other page of the cabinet', () => {
    expect(firstQuestions('/(cabinet)/appeals/new')).toEqual(['/api/accounts']);
  });

  it.each(['/(public)/sign-in', '/nowhere', null])('is nothing outside of it: %s', (route) => {
    expect(firstQuestions(route)).toEqual([]);
  });
});
