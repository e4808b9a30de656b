import { moment } from '$lib/format';
import type { TagKind } from '$lib/ui/types';

export const orders = {
  title: 'Заявки на платные услуги',
  lead: 'Выберите услугу и оставьте заявку. Управляющая организация свяжется с вами и назначит время.',
  list: 'Заявки по этому лицевому счёту',
  none: 'Заявок пока нет. Выберите услугу ниже.',
  catalogue: 'Услуги и цены',
  emptyCatalogue: {
    title: 'Услуг пока нет',
    detail: 'Управляющая организация ещё не указала платные услуги. Спросите о них в обращении.',
    action: 'Написать обращение',
  },
  choose: 'Заказать',
  chooseOf: (service: string) => `Заказать: ${service}`,
  created: (at: string) => moment(at),
  conditions: (text: string) => `Условия: ${text}`,
  neighbour: 'Подана не вами',
  statuses: {
    new: { text: 'Подана', kind: 'info' },
    accepted: { text: 'Принята', kind: 'info' },
    scheduled: { text: 'Запланирована', kind: 'info' },
    visit: { text: 'Назначен визит', kind: 'warning' },
    done: { text: 'Выполнена', kind: 'success' },
    declined: { text: 'Отклонена', kind: 'quiet' },
    cancelled: { text: 'Отменена', kind: 'quiet' },
  } satisfies Record<string, { text: string; kind: TagKind }>,
};

export const price = {
  agreement: 'Цена по договорённости',
  fixed: (sum: string) => sum,
  from: (sum: string) => `от ${sum}`,
  per: (price: string, unit: string) => `${price} за ${unit}`,
};

export const newOrder = {
  title: 'Заявка на услугу',
  service: 'Услуга',
  group: 'Раздел',
  price: 'Цена',
  conditions: 'Условия',
  wish: 'Когда вам удобно',
  date: 'День',
  dateHint: 'Необязательно. Точный день назначит управляющая организация.',
  slot: 'Время',
  anyTime: 'Любое время',
  slotGone: 'Такого времени у услуги нет. Выберите из предложенного.',
  comment: 'Комментарий',
  commentHint: 'Необязательно. Что случилось, что понадобится, как попасть в дом.',
  long: { comment: 'Комментарий — не более 1000 знаков' },
  submit: 'Отправить заявку',
  safety: 'Пока услуга не оказана, заявку можно отменить.',
  gone: {
    title: 'Такой услуги нет',
    detail: 'Управляющая организация убрала её из списка. Выберите другую.',
  },
  toCatalogue: 'К списку услуг',
};

export const order = {
  opening: 'Заявка',
  back: 'Заявки на платные услуги',
  about: 'Что заказано',
  service: 'Услуга',
  price: 'Цена',
  wish: 'Пожелание',
  noWish: 'любое время',
  comment: 'Комментарий',
  contact: 'Куда ответить',
  visit: 'Визит',
  history: 'Что происходило',
  by: { resident: 'житель', company: 'управляющая организация' },
  cancel: 'Отменить заявку',
  cancelTitle: 'Отменить заявку?',
  cancelDetail:
    'Управляющая организация узнает об этом. Вернуть заявку нельзя, но можно подать новую.',
  cancelled: 'Заявка отменена.',
  changed: 'Заявка изменилась, пока была открыта на экране',
  now: 'Ниже она показана такой, какая есть сейчас.',
  /** The number of the day does not stand at the end of a line. */
  scheduled: (day: string) => `К вам придут ${day.replace(' ', '\u00a0')}`,
  wasScheduled: (day: string) => `Визит был назначен на ${day.replace(' ', '\u00a0')}`,
  neighbour:
    'Заявку подал другой житель этой квартиры: его комментарий и контакты видны только ему.',
  gone: {
    title: 'Такой заявки нет',
    detail: 'Возможно, она подана с другого лицевого счёта.',
  },
};
