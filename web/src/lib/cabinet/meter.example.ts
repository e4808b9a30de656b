import type { Meter } from '$lib/api/types';

/** A meter of two zones, for tests. */
export const meter: Meter = {
  id: '1',
  resource: 'electricity',
  serial: 'ЭМ-720 55018',
  place: 'прихожая',
  unit: 'кВт·ч',
  zones: 2,
  digits: 6,
  verification_due: '2026-11-30',
  verification: 'valid',
  archived_on: null,
  replaced_by: null,
  last: {
    values: ['10240', '4180.5'],
    taken_on: null,
    source: 'installation',
    by_me: false,
    consumption: null,
  },
  sent: false,
  read: false,
  accepts_readings: true,
  compared_with: { values: ['10240', '4180.5'], taken_on: null },
  tariffs: [],
  if_missing: { reason: 'not_sent', method: 'norm', monthly: null, periods_left: 0 },
};
