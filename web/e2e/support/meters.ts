import type { APIRequestContext } from '@playwright/test';
import { load, type House } from './house';
import { accountRow } from './house-rows';

/** Cold water meters of the house's account: serial number and first value. */
export async function loadMeters(
  request: APIRequestContext,
  house: House,
  meters: Record<string, string>,
): Promise<void> {
  const rows = Object.entries(meters).map(([serial, initial]) => meterRow(house, serial, initial));
  await load(request, 'meters', rows);
}

/** A cold water meter that must be verified by this day. */
export async function loadMeterDue(
  request: APIRequestContext,
  house: House,
  serial: string,
  due: string,
): Promise<void> {
  await load(request, 'meters', [{ ...meterRow(house, serial, '10'), verification_due: due }]);
}

/** An electricity meter of three zones. */
export async function loadMeterOfZones(
  request: APIRequestContext,
  house: House,
  serial: string,
  initial: [day: string, night: string, peak: string],
): Promise<void> {
  const power = { resource: 'electricity', unit: 'кВт·ч', zones: 3, place: 'Прихожая', initial };
  await load(request, 'meters', [{ ...meterRow(house, serial, '0'), ...power }]);
}

/** What the company or the meter itself has read. */
export async function loadReading(
  request: APIRequestContext,
  { number }: House,
  row: { meter: string; taken_on: string; values: string[]; source: 'company' | 'automatic' },
): Promise<void> {
  await load(request, 'readings', [{ account: number, ...row }]);
}

function meterRow({ number }: House, serial: string, initial: string): object {
  return {
    account: number,
    serial,
    resource: 'cold_water',
    unit: 'м³',
    zones: 1,
    digits: 5,
    verification_due: '2090-01-31',
    place: 'Ванная',
    initial: [initial],
  };
}

/** Electricity by day and by night is charged as two services. */
export async function loadTariffsOfZones(
  request: APIRequestContext,
  { number, code, accessCode }: House,
): Promise<void> {
  const power = (service: string, name: string, tariff: string) => ({
    code: service,
    name,
    supplier: 'АО «Энергосбыт»',
    unit: 'кВт·ч',
    tariff,
  });
  const services = [
    power('power-day', 'Электроэнергия, день', '5.40'),
    power('power-night', 'Электроэнергия, ночь', '3.12'),
  ];
  await load(request, 'accounts', [accountRow(number, code, accessCode, services)]);
}

/** A meter that is read every day up to yesterday. */
export async function loadDailyReadings(
  request: APIRequestContext,
  { number }: House,
  meter: string,
  days: number,
): Promise<void> {
  const rows = Array.from({ length: days }, (_, index) => ({
    account: number,
    meter,
    taken_on: new Date(Date.now() - (days - index) * 24 * 3_600_000).toISOString().slice(0, 10),
    values: [String(1000 + index)],
    source: 'automatic',
  }));
  await load(request, 'readings', rows);
}
