/** What the exchange is told of a house, its company, its accounts and their month. */

export const RATE = 2845;
export const RECALCULATION = -12_045;

/** What the management is asked for where the rest of a statement is paid to a supplier directly. */
export const OWN_SHARE = 100_000;
const SUPPLIER = { code: 'heat', name: 'АО «Теплосеть»', inn: '7707083893' };

export function shares(toPay: number): object[] {
  return [{ to_pay: OWN_SHARE }, { recipient: SUPPLIER.code, to_pay: toPay - OWN_SHARE }];
}

const BANK = {
  name: 'ПАО Сбербанк',
  bic: '044525225',
  account: '40702810338360027201',
  correspondent_account: '30101810400000000225',
};

export function organization(name: string): object {
  return {
    name,
    recipients: [{ ...SUPPLIER, bank: BANK }],
    full_name: `Общество с ограниченной ответственностью ${name}`,
    inn: '7707083893',
    kpp: '773601001',
    ogrn: '1027700132195',
    bank: BANK,
    legal_address: 'г. Саратов, ул. Московская, д. 75',
    phones: [{ label: 'Диспетчерская', number: '+7 8452 12-34-56' }],
    email: 'uk@example.ru',
    site: 'https://uk.example.ru',
    hours: 'пн–пт 8:00–17:00',
    emergency_phone: '+7 8452 99-99-99',
    time_zone: 'Europe/Saratov',
    // Readings are entered on whatever day the tests run.
    readings_window: { from_day: 1, to_day: 31 },
    attach_methods: ['account_number'],
    policies: {
      negative_odn: 'carry',
      odn_above_cap: false,
      odn_check: 'warn',
      overdue_verification: 'warn',
    },
  };
}

export function houseRow(code: string): object {
  return {
    code,
    address: 'г. Саратов, ул. Московская, д. 115',
    total_area: '4000',
    residential_area: '3500',
    common_area: '500',
  };
}

/** An account of the house with its upkeep and further services. */
export function accountRow(
  number: string,
  house: string,
  code: string,
  services: object[] = [],
): object {
  return {
    number,
    house,
    flat: number.slice(-2),
    subscriber: 'Иванов Пётр Сергеевич',
    area: '64',
    residents: 2,
    access_code: code,
    services: [
      {
        code: 'upkeep',
        name: 'Содержание жилого помещения',
        supplier: 'Общество с ограниченной ответственностью «Управляющая организация»',
        unit: 'м²',
        tariff: '28.45',
      },
      ...services,
    ],
  };
}

/** A meter of two zones whose verification is overdue. */
export function meterRow(account: string, verifiedUntil: string): object {
  return {
    account,
    serial: `ЭМ-${account}`,
    resource: 'electricity',
    unit: 'кВт·ч',
    zones: 2,
    digits: 6,
    verification_due: `${verifiedUntil}-01`,
    place: 'Прихожая',
    initial: ['10240', '4180'],
  };
}

export function statementRow(
  account: string,
  period: string,
  toPay: number,
  opening = 0,
  recalculation = RECALCULATION,
): object {
  const base = 64 * RATE;
  return {
    account,
    opening,
    lines: [
      {
        service: 'upkeep',
        name: 'Содержание жилого помещения',
        unit: 'м²',
        individual_volume: '64',
        odn_volume: '0',
        tariff: '28.45',
        base,
        recalculations: [{ period, amount: recalculation, reason: 'Уборка не проводилась 3 дня' }],
        privilege: 0,
        total: toPay,
      },
    ],
    penalty: 0,
    payments: [],
    closing: opening + toPay,
    to_pay: opening + toPay,
  };
}
