import { counted } from '$lib/format';
import { mailings } from './profile';

const DAYS = { one: 'день', few: 'дня', many: 'дней' };

export const meters = {
  title: 'Показания счётчиков',
  window: {
    open: (to: string) => `Передайте показания до ${to} включительно`,
    left: (days: number) =>
      days === 0 ? 'Сегодня последний день.' : `Осталось: ${counted(days, DAYS)}.`,
    before: (from: string) => `Приём показаний откроется ${from}`,
    beforeDetail: (from: string, to: string) =>
      `Передать показания можно будет с ${from} по ${to}. Сейчас ничего делать не нужно.`,
    after: (ended: string) => `Приём показаний закончился ${ended}`,
    afterDetail: (from: string, to: string) =>
      `Следующие показания передайте с ${from} по ${to}. Если вы не успели, позвоните в управляющую организацию: она может внести показания сама.`,
    allSent: 'Все показания переданы',
    allSentAfter: (from: string, to: string) =>
      `Сейчас ничего делать не нужно. Следующие показания передайте с ${from} по ${to}.`,
    allSentDetail: (to: string) => `До ${to} включительно их можно исправить.`,
  },
  resources: {
    cold_water: 'Холодная вода',
    hot_water: 'Горячая вода',
    electricity: 'Электричество',
    gas: 'Газ',
    heat: 'Отопление',
  },
  sources: {
    resident: 'передано жильцом',
    company: 'внесено управляющей организацией',
    automatic: 'передано счётчиком',
    installation: 'при установке',
  },
  mine: 'передано вами',
  serial: (serial: string) => `Счётчик №\u00a0${serial}`,
  number: (serial: string) => `№\u00a0${serial}`,
  place: 'Где стоит',
  last: 'Последние показания',
  verification: 'Поверка до',
  overdue: (day: string) => `Срок поверки истёк ${day}. Обратитесь в управляющую организацию.`,
  refused:
    'Пока счётчик не поверен, его показания не принимаются и передавать их не нужно. Закажите поверку и сообщите о ней в управляющую организацию.',
  dueSoon: (day: string) => `Срок поверки истекает ${day}. Договоритесь о поверке заранее.`,
  zones: { 1: [''], 2: ['День', 'Ночь'], 3: ['День', 'Ночь', 'Пик'] } as Record<number, string[]>,
  empty: {
    title: 'Счётчиков нет',
    detail: 'Если в квартире есть счётчики, попросите управляющую организацию внести их.',
  },
  archived: 'Снятые счётчики',
  archivedOn: (day: string) => `Снят ${day}`,
  replacedBy: (serial: string) => `Вместо него стоит счётчик №\u00a0${serial}`,
};

export const readingsForm = {
  value: 'Показание сейчас',
  zoneValue: (zone: string) => `Показание сейчас, ${zone.toLocaleLowerCase('ru-RU')}`,
  meterValue: (meter: string, label: string) => `${meter}. ${label}`,
  was: (value: string, day: string | null) =>
    day === null ? `Было ${value}` : `Было ${value}, ${day}`,
  hint: 'Введите цифры со счётчика; после запятой — сколько есть, до трёх.',
  consumption: (value: string) => `Расход ${value}`,
  cost: (sum: string) => `примерно ${sum} по тарифу, без ОДН`,
  submit: 'Передать показания',
  again: 'Исправить',
  keep: 'Оставить как есть',
  sent: (value: string, day: string) => `Передано ${day}: ${value}`,
  known: (value: string, day: string, origin: string) =>
    `Показание за этот месяц уже есть: ${value}, ${day}, ${origin}. Передавать его не нужно.`,
  own: 'Передать своё показание',
  accepted: (count: number) =>
    `Принято: ${counted(count, { one: 'счётчик', few: 'счётчика', many: 'счётчиков' })}.`,
  restored: 'Мы сохранили то, что вы вводили. Проверьте и передайте.',
  nothing: 'Введите показание хотя бы одного счётчика',
  allZones: 'Введите показания всех зон этого счётчика',
  question: 'Проверьте показание',
  rollover: (meter: string, previous: string, value: string, consumption: string) =>
    `${meter}: было ${previous}, стало ${value}. Счётчик дошёл до конца и начал с нуля? Тогда расход — ${consumption}.`,
  jump: (meter: string, consumption: string, limit: string) =>
    `${meter}: расход ${consumption} — больше обычного: до ${limit}. Показание верное?`,
  yes: 'Да, верно',
  no: 'Нет, исправлю',
};

export const reminder = {
  label: 'Напоминать о показаниях по электронной почте',
  hint: mailings.reminders.hint,
};

export const ifMissing = {
  title: 'Если не передать показания',
  average: (monthly: string, periods: number | null) => {
    const average = `начислят по среднему, ${monthly} в месяц`;
    if (periods === null) return `${average}.`;
    return periods === 1
      ? `${average}; со следующего месяца — по нормативу.`
      : `${average}, не дольше ${counted(periods, { one: 'месяца', few: 'месяцев', many: 'месяцев' })} подряд; дальше — по нормативу.`;
  },
  norm: 'начислят по нормативу.',
  unverified: (charge: string) =>
    `срок поверки прошёл. Пока счётчик не поверен, даже если передать показания, ${charge}`,
  law: 'Так велят пункты 59, 60 и 81(12) Правил, утверждённых постановлением Правительства РФ № 354.',
};

export const readingsHistory = {
  show: 'История показаний',
  hide: 'Скрыть историю',
  of: (meter: string) => `История показаний: ${meter}`,
  day: 'Дата',
  values: 'Показание',
  consumption: 'Расход',
  source: 'Откуда',
  replaced: 'исправлено',
  confirmed: 'подтверждено',
  chart: 'Расход по месяцам',
  month: 'Месяц',
  finding: (most: string, period: string) => `Больше всего — ${most}, ${period}.`,
};

export const latestReadings = {
  title: 'Счётчики',
  resource: 'Ресурс',
  place: 'Где стоит',
  values: 'Показания',
  taken: 'Дата',
};
