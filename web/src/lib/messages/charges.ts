export const periods = {
  label: 'Период',
  previous: 'Предыдущий месяц',
  next: 'Следующий месяц',
  open: (period: string) => `${period} — не закрыт`,
};

export const charges = {
  title: 'Начисления',
  toPay: 'К оплате',
  payByIsOver: (day: string) =>
    `Срок оплаты был до ${day}. Сколько платить сейчас, показано на главной странице.`,
  byInstalments:
    'Часть долга вы платите в рассрочку: в сумму «К оплате» вошла только доля этого месяца. Расчёт рассрочки — в квитанции.',
  multiplied: (coefficient: string, excess: string) =>
    `Повышающий коэффициент ${coefficient}: из-за него начислено больше на ${excess}. Он применяется, когда нет счётчика, который можно поставить.`,
  closedAt: (day: string) => `Месяц закрыт бухгалтером ${day}`,
  corrected: 'Начисления исправлены, прежняя квитанция заменена',
  debtNotAsked: (debt: string) =>
    `За вами долг ${debt}. В этой квитанции он к оплате не предъявлен: уточните у управляющей организации.`,
  print: 'Распечатать',
  byMail: 'Присылать квитанцию по почте',
  printed: (period: string) => `Начисления за ${period}`,
  before: (month: string) => `Было в ${month}`,
  changes: {
    title: 'Что изменилось',
    more: (sum: string, period: string) => `Начислено на ${sum} больше, чем за ${period}.`,
    less: (sum: string, period: string) => `Начислено на ${sum} меньше, чем за ${period}.`,
    same: (period: string) => `Начислено столько же, сколько за ${period}.`,
    unchanged: (period: string) => `Ни одна услуга не изменилась по сравнению с ${period}.`,
    moved: (name: string, difference: string, before: string, now: string) =>
      `${name}: ${difference} (было ${before}, стало ${now})`,
    appeared: (name: string, difference: string, month: string) =>
      `${name}: ${difference}, в ${month} этой услуги не было`,
    gone: (name: string, difference: string, month: string) =>
      `${name}: ${difference}, в ${month} этой услуги нет`,
    rest: (sum: string) => `Остальные услуги вместе: ${sum}`,
  },
  year: {
    title: 'Начисления по месяцам',
    finding: (most: string, mostSum: string, least: string, leastSum: string) =>
      `Больше всего начислено в ${most} — ${mostSum}, меньше всего в ${least} — ${leastSum}.`,
    single: (month: string, sum: string) =>
      `В ${month} начислено ${sum}. За 11 месяцев до этого закрытых начислений нет.`,
    even: (sum: string) => `Каждый месяц начислено по ${sum}.`,
    month: 'Месяц',
    total: 'Начислено, рублей',
  },
  download: 'Скачать квитанцию',
  downloading: 'Готовим квитанцию',
  downloaded: 'Квитанция скачана',
  file: (number: string, period: string) => `Квитанция ${number} за ${period}.pdf`,
  summary: 'Как получилась сумма',
  openingDebt: 'Долг на начало месяца',
  openingOverpayment: 'Переплата на начало месяца',
  openingZero: 'На начало месяца долга нет',
  charged: 'Начислено за месяц',
  recalculated: 'Перерасчёты',
  privileges: 'Льготы',
  penalty: 'Пени',
  paid: 'Оплачено',
  closingDebt: 'Долг на конец месяца',
  closingOverpayment: 'Переплата на конец месяца',
  closingZero: 'На конец месяца долга нет',
  lines: 'По услугам, в рублях',
  service: 'Услуга',
  individual: 'Объём, свой',
  common: 'Объём, ОДН',
  tariff: 'Тариф',
  base: 'Базовое начисление',
  recalculation: 'Пере\u00adрасчёт',
  privilege: 'Льгота',
  total: 'Скорректи\u00adрованное начисление',
  totals: 'Итого',
  odnNote: 'ОДН — общедомовые нужды: ваша доля расхода на содержание общего имущества дома.',
  correctedNote:
    'Скорректированное начисление — это базовое начисление с учётом перерасчётов и льгот.',
  reason: (period: string, sum: string, reason: string) =>
    `Перерасчёт за ${period}: ${sum}. ${reason}`,
  payments: 'Оплаты в этом месяце',
  open: {
    title: (period: string) => `${period} ещё не закрыт бухгалтером`,
    detail:
      'Начисления и квитанция появятся после закрытия месяца. Обычно это бывает в первых числах следующего месяца.',
  },
  reopened: {
    title: (period: string) => `${period}: бухгалтер исправляет начисления`,
    detail:
      'Месяц открыт заново, прежняя квитанция временно недоступна. Исправленные начисления и квитанция появятся, когда его закроют.',
  },
  unknown: {
    title: 'За этот месяц начислений нет',
    detail: 'Выберите другой месяц в списке.',
  },
  empty: {
    title: 'Начислений пока нет',
    detail: 'Они появятся, когда бухгалтер закроет первый месяц с начислениями по этому счёту.',
  },
};
