import type { Meter, PastReading } from '$lib/api/types';
import { quantity } from '$lib/format';
import { meters as texts } from '$lib/messages';

/** The figures of a meter, a tariff zone each: «День» and «1 204,5 кВт·ч». */
export function figures(meter: Meter): { zone: string; value: string }[] {
  return meter.last.values.map((value, zone) => ({
    zone: texts.zones[meter.zones]?.[zone] ?? '',
    value: quantity(value, meter.unit),
  }));
}

/** Where a reading came from; another resident of the account is not «вы». */
export function origin({ source, by_me }: Pick<PastReading, 'source' | 'by_me'>): string {
  return source === 'resident' && by_me ? texts.mine : texts.sources[source];
}
