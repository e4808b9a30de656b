import type { APIRequestContext } from '@playwright/test';
import { accountRow, load, type House } from './house';

/** Cold water meters of the house's account: serial number and first value. */
export async function loadMeters(
  request: APIRequestContext,
  { number }: House,
  meters: Record<string, string>,
): Promise<void> {
  const rows = Object.entries(meters).map(([serial, initial]) => ({
    account: number,
    serial,
    resource: 'cold_water',
    unit: 'м³',
    zones: 1,
    digits: 5,
    verification_due: '2090-01-31',
    place: 'Ванная',
    initial: [initial],
  }));
  await load(request, 'meters', rows);
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
