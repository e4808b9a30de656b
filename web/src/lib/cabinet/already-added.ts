import type { AccountItem } from '$lib/api/types';

/** What a person said of the account that they have, as it turned out, in the cabinet already. */
interface Claim {
  organization: string;
  number: string;
}

/**
 * Which of the accounts it is: the one of that number, else the one that was not there before, where the answer about it got
 * lost, else the only one of the company. Nothing where that is not certain: the number may be one of ГИС ЖКХ.
 */
export function alreadyAdded(
  { organization, number }: Claim,
  before: AccountItem[],
  now: AccountItem[],
): AccountItem | undefined {
  const theirs = now.filter((account) => account.organization.id === organization);
  const numbered = theirs.filter((account) => account.number === number);
  const fresh = theirs.filter(({ id }) => before.every((account) => account.id !== id));
  return [numbered, fresh, theirs].find(({ length }) => length === 1)?.[0];
}
