import type { Appeal, Card, OrderMove, PaidService, PeriodItem, Rating } from '$lib/api/types';
import { organization as texts, profile } from '$lib/messages';

/** Made-up data for the figures of the guide. */

const organization = { id: '', name: 'УК «Пример»' };

export const card: Card = {
  id: '',
  number: '100200300',
  label: null,
  subscriber: 'Иванов Пётр Сергеевич',
  address: 'г. Саратов, ул. Мира, д. 5, кв. 12',
  area: '52.4',
  residents: 2,
  organization,
  balance: { amount: 41_799, kind: 'debt', as_of: '2026-10-31T12:00:00Z' },
  services: [],
  receipt_mailing: false,
  readings_reminder: false,
  online_payment: true,
};

export const periods: PeriodItem[] = [
  closed('2026-10', 41_799, '2026-11-10'),
  closed('2026-09', 39_540, '2026-10-10'),
];

function closed(period: string, total: number, due_date: string): PeriodItem {
  return {
    period,
    status: 'closed',
    reopened: false,
    closed_at: `${due_date}T00:00:00Z`,
    total,
    due_date,
  };
}

export const lines = [
  { name: 'Содержание жилья', base: 149_078, recalculated: -12_045, total: 137_033 },
  { name: 'Холодная вода', base: 18_966, recalculated: 0, total: 18_966 },
];

export const movements = [
  { period: '2026-09', opening: 0, charged: 39_540, received: 39_540, closing: 0 },
  { period: '2026-10', opening: 0, charged: 41_799, received: 0, closing: 41_799 },
];

export const requisites = [
  { label: texts.inn, value: '6450000001', copy: true },
  { label: texts.bic, value: '046311649', copy: true },
  { label: texts.account, value: '40702810500000000001', copy: true },
];

export const appeals: Appeal[] = [
  appeal('1', 'Перерасчёт за отопление', 'answered', true, 2),
  appeal('2', 'Не горит свет в подъезде', 'closed', false, 4),
];

function appeal(
  id: string,
  topic: string,
  status: Appeal['status'],
  unread: boolean,
  messages: number,
): Appeal {
  const at = '2026-10-20T09:00:00Z';
  return { id, topic, status, unread, messages, answers: 1, created_at: at, updated_at: at };
}

export const rating: Rating = {
  counts: { excellent: 24, good: 11, satisfactory: 3, poor: 2 },
  total: 40,
  mine: 'good',
};

export const service: PaidService = {
  id: '',
  group: 'Сантехника',
  name: 'Замена смесителя',
  description: 'Снять старый смеситель, поставить ваш новый, проверить соединения.',
  price: { kind: 'from', amount: 90_000 },
  unit: 'шт.',
  conditions: 'Смеситель и подводку покупает житель.',
  slots: [],
};

export const moves: OrderMove[] = [
  move('new', 'resident', '2026-10-20T09:00:00Z'),
  move('accepted', 'company', '2026-10-20T11:30:00Z'),
  { ...move('scheduled', 'company', '2026-10-20T11:40:00Z'), visit_date: '2026-10-22' },
];

function move(status: OrderMove['status'], by: OrderMove['by'], at: string): OrderMove {
  return { status, by, at, comment: null, visit_date: null, visit_slot: null };
}

export const person = [
  { label: profile.login, value: 'Иванов_Пётр' },
  { label: profile.email, value: 'ivanov@example.ru' },
  { label: profile.password, value: profile.passwordHidden },
];
