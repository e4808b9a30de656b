import type { CommonNeedsItem } from '$lib/api/types';
import { money, quantity } from '$lib/format';
import { commonNeeds as texts } from '$lib/messages';

/** Why the volume of the house is charged as it is, in a sentence. */
export function explanation(item: CommonNeedsItem): string {
  const unit = item.unit ?? '';
  switch (item.case) {
    case 'measured':
      return typeof item.cap === 'string' ? texts.cases.measured : texts.uncapped;
    case 'capped':
      return texts.cases.capped(quantity(minus(item.volume, item.applied_volume), unit));
    case 'carried': {
      const carried = quantity(item.volume.replace('-', ''), unit);
      return `${negative(item)} ${texts.cases.carried(carried)}`;
    }
    case 'subtracted_by_area':
    case 'subtracted_by_residents':
      return `${negative(item)} ${texts.cases[item.case]}`;
    default:
      return texts.cases[item.case];
  }
}

/** The meters of the flats are the reason only where they alone show more than the house's. */
function negative({ house_volume: house, individual }: CommonNeedsItem): string {
  const byMeters = typeof house === 'string' && minus(house, individual).startsWith('-');
  return byMeters ? texts.negative.byMeters : texts.negative.byAll;
}

/** What was charged beside what the calculation gives. */
export interface Comparison {
  lead: string;
  note?: string;
  /** It is not what the calculation gives, by more than rounding. */
  differs: boolean;
}

/** Where nothing was charged for the service there is only its share to tell, and nothing to blame. */
export function comparison(item: CommonNeedsItem): Comparison {
  const unit = item.unit ?? '';
  const calculated = texts.share(quantity(item.share, unit), money(item.amount));
  if (!item.charged) return { lead: calculated, note: texts.notCharged, differs: false };
  const { volume, amount, differs } = item.charged;
  const lead = texts.charged(quantity(volume, unit), money(amount));
  if (differs) return { lead, note: texts.differs(calculated), differs };
  if (amount === item.amount) return { lead, differs };
  return { lead, note: texts.rounded(calculated, money(Math.abs(amount - item.amount))), differs };
}

/** The difference of two decimal strings, exactly. */
export function minus(one: string, other: string): string {
  const digits = Math.max(...[one, other].map((text) => text.split('.')[1]?.length ?? 0));
  const whole = (text: string): bigint => {
    const [units = '', fraction = ''] = text.split('.');
    return BigInt(units + fraction.padEnd(digits, '0'));
  };
  const difference = whole(one) - whole(other);
  if (digits === 0) return difference.toString();
  const text = (difference < 0n ? -difference : difference).toString().padStart(digits + 1, '0');
  const sign = difference < 0n ? '-' : '';
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/u, '');
}
