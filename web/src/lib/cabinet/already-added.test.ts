import { describe, expect, it } from 'vitest';
import type { AccountItem } from '$lib/api/types';
import { alreadyAdded } from './already-added';

function account(id: string, number: string, organization = 'uk'): AccountItem {
  return {
    id,
    number,
    address: 'г. Саратов, ул. Московская, д. 115',
    balance: { amount: 0, kind: 'zero' },
    organization: { id: organization, name: 'УК' },
  };
}

const [first, second] = [account('a', '100'), account('b', '200')];
const elsewhere = account('c', '100', 'tsj');

function found(number: string, before: AccountItem[], now: AccountItem[]): string | undefined {
  return alreadyAdded({ organization: 'uk', number }, before, now)?.id;
}

describe('the account that is in the cabinet already', () => {
  it('is the one of its number in its company', () => {
    expect(found('200', [first, second], [elsewhere, first, second])).toBe('b');
    expect(found('100', [first], [elsewhere, first, second])).toBe('a');
  });

  it('is the new one where the number is none of the company', () => {
    expect(found('90ЕТ119242', [first], [first, second])).toBe('b');
    expect(found('90ЕТ119242', [], [elsewhere, second])).toBe('b');
  });

  it('is the only one of its company', () => {
    expect(found('90ЕТ119242', [elsewhere, first], [elsewhere, first])).toBe('a');
  });

  it('is unknown where it may be one of several', () => {
    expect(found('90ЕТ119242', [first, second], [first, second])).toBeUndefined();
    expect(found('90ЕТ119242', [], [first, second])).toBeUndefined();
    expect(found('90ЕТ119242', [elsewhere], [elsewhere])).toBeUndefined();
  });
});
