import { ApiFailure } from '$lib/api/failure';
import { periodTitle } from '$lib/format';
import { charges } from '$lib/messages';

/** A refusal that is a fact about a month rather than a fault. */
export interface MonthFact {
  title: string;
  detail: string;
}

interface Asked {
  period: string;
  /** Where the month is open, it was closed before. */
  reopened: boolean;
  /** What is said of a month that was never closed. */
  open: { title: (period: string) => string; detail: string };
}

/**
 * What is known of a month, or the fact why nothing is. It is worded of the month that was asked: what is shown may stand for
 * a moment beside the name of the next one.
 */
export async function orFact<T>(
  answer: Promise<T>,
  asked: Asked,
): Promise<T | { fact: MonthFact }> {
  try {
    return await answer;
  } catch (reason) {
    const fact = factOf(ApiFailure.from(reason).code, asked);
    if (fact === undefined) throw reason;
    return { fact };
  }
}

function factOf(code: string, { period, reopened, open }: Asked): MonthFact | undefined {
  if (code === 'period_unknown') return charges.unknown;
  if (code !== 'period_open') return undefined;
  const { title, detail } = reopened ? charges.reopened : open;
  return { title: title(periodTitle(period)), detail };
}
