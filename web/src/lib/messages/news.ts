import { counted } from '$lib/format';

const ITEMS = { one: 'непрочитанная', few: 'непрочитанные', many: 'непрочитанных' };
const VOICES = { one: 'голос', few: 'голоса', many: 'голосов' };

export const news = {
  title: 'Новости',
  lead: 'Объявления вашей управляющей организации. Сначала закреплённые, потом новые.',
  empty: 'Новостей пока нет. Здесь появятся объявления управляющей организации.',
  pinned: 'Закреплено',
  unread: 'Не прочитано',
  unreadCount: (count: number, more: boolean) =>
    more ? `${counted(count, ITEMS)} или больше` : counted(count, ITEMS),
  further: 'Здесь пока нечего показать. Ниже есть более ранние новости.',
  all: 'Все новости',
  back: 'Новости',
  latest: 'Новости',
  gone: {
    title: 'Этой новости больше нет',
    detail: 'Её сняли с показа или срок её показа вышел.',
  },
};

export const rating = {
  title: 'Оцените личный кабинет',
  lead: 'Один человек — один голос. Свою оценку можно изменить. Кто как голосовал, не видно никому.',
  legend: 'Ваша оценка',
  grades: {
    excellent: 'Отлично',
    good: 'Хорошо',
    satisfactory: 'Удовлетворительно',
    poor: 'Плохо',
  },
  missing: 'Выберите оценку',
  submit: 'Отправить',
  change: 'Изменить оценку',
  thanks: 'Спасибо, ваша оценка учтена',
  results: 'Результаты',
  nobody: 'Пока никто не голосовал. Ваша оценка будет первой.',
  finding: (total: number, best: string, percent: number) =>
    `Всего ${counted(total, VOICES)}. Чаще всего выбирали «${best}»: ${percent} %.`,
  tie: (total: number, best: string[]) =>
    `Всего ${counted(total, VOICES)}. Одинаково часто выбирали ${best.map((grade) => `«${grade}»`).join(', ')}.`,
  grade: 'Оценка',
  voices: 'Голоса',
  share: (count: number, percent: number) => `${count} (${percent} %)`,
};

export const typo = {
  hint: 'Заметили ошибку в тексте? Выделите её мышкой и нажмите Ctrl+Enter. На телефоне: выделите слово долгим нажатием и нажмите «Сообщить об ошибке».',
  report: 'Сообщить об ошибке',
  title: 'Ошибка в тексте',
  selection: 'Вы выделили',
  cut: 'Выделено слишком много: отправим первые 500 знаков.',
  comment: 'Что не так (необязательно)',
  commentHint: 'Не пишите здесь номера счетов и телефоны. Ответить на сообщение мы не сможем.',
  send: 'Отправить',
  sent: 'Спасибо, сообщение передано.',
  close: 'Закрыть',
};
