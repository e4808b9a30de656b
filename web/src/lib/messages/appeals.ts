import { counted, moment } from '$lib/format';
import type { TagKind } from '$lib/ui/types';

const ANSWERED = { one: 'обращении', few: 'обращениях', many: 'обращениях' };
const APPEALS = { one: 'обращение', few: 'обращения', many: 'обращений' };
const MESSAGES = { one: 'сообщение', few: 'сообщения', many: 'сообщений' };

export const appeals = {
  title: 'Обращения',
  lead: 'Вопросы и пожелания вашей управляющей организации. Видны только вам и ей.',
  begin: 'Новое обращение',
  list: 'Ваши обращения',
  empty: {
    title: 'Обращений пока нет',
    detail:
      'Напишите в управляющую организацию: ответ появится здесь, и мы сообщим о нём на почту. Если авария, звоните: телефон на странице «Реквизиты УК».',
  },
  unread: 'Новый ответ',
  answered: (count: number) => `Вам ответили в ${counted(count, ANSWERED)}`,
  read: 'Прочитать',
  unreadCount: (count: number) => `${counted(count, APPEALS)} с новым ответом`,
  messages: (count: number) => counted(count, MESSAGES),
  updated: (at: string) => moment(at),
  statuses: {
    new: { text: 'Отправлено', kind: 'info' },
    in_progress: { text: 'В работе', kind: 'info' },
    answered: { text: 'Есть ответ', kind: 'success' },
    closed: { text: 'Закрыто', kind: 'quiet' },
  } satisfies Record<string, { text: string; kind: TagKind }>,
};

export const newAppeal = {
  title: 'Новое обращение',
  urgent: {
    before: 'Авария? Не пишите, звоните:',
    organization: 'телефоны управляющей организации',
  },
  topic: 'Тема',
  topicHint: 'Несколько слов, например «Перерасчёт за отопление».',
  topics: 'Частые темы',
  text: 'Текст обращения',
  textHint: 'Опишите, что случилось, где и когда.',
  missing: { topic: 'Укажите тему обращения', text: 'Напишите текст обращения' },
  long: { topic: 'Тема — не более 120 знаков', text: 'Текст — не более 4000 знаков' },
  submit: 'Отправить обращение',
};

export const thread = {
  opening: 'Обращение',
  back: 'Обращения',
  you: 'Вы',
  company: 'Управляющая организация',
  messages: 'Переписка',
  contact: (contact: string) => `Для ответа вы указали: ${contact}`,
  write: 'Написать ещё',
  text: 'Сообщение',
  missing: 'Напишите сообщение',
  long: 'Сообщение — не более 4000 знаков',
  send: 'Отправить сообщение',
  sent: 'Сообщение отправлено',
  close: 'Закрыть обращение',
  closing: 'Закрываем',
  closeHint: 'Вопрос решён? Закройте обращение. Открыть его снова можно в любой момент.',
  closed: {
    title: 'Обращение закрыто',
    detail: 'Чтобы написать ещё, откройте его снова.',
  },
  full: {
    title: 'В этом обращении больше нет места',
    detail: 'Сообщений уже 100. Чтобы продолжить,',
    link: 'напишите новое обращение',
  },
  reopen: 'Открыть снова',
  reopening: 'Открываем',
  changed: 'Обращение изменилось, пока было открыто на экране',
  kept: 'То, что вы написали, сохранено.',
  rate: 'Помог ли вам ответ?',
  ratings: { helped: 'Да, помог', not_helped: 'Нет, не помог' },
  rated: 'Спасибо, оценка учтена. Её можно изменить до следующего ответа.',
  gone: {
    title: 'Такого обращения нет',
    detail: 'Возможно, оно написано с другой учётной записи или другого лицевого счёта.',
  },
};
