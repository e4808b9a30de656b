import { wait } from '$lib/format';

export const site = {
  name: 'Личный кабинет потребителя',
  shortName: 'Личный кабинет',
  responsibility:
    'Ответственность за размещённую информацию несут управляющие организации по обслуживаемым ими многоквартирным домам.',
  agreement: 'Соглашение об использовании личного кабинета',
  skip: 'Перейти к содержанию',
  title: (page: string) => `${page} · Личный кабинет`,
};

export const menu = {
  label: 'Разделы',
  open: 'Разделы',
  close: 'Закрыть',
  main: 'Главная',
  charges: 'Начисления',
  meters: 'Показания счётчиков',
  payments: 'Платежи',
  odn: 'Расчёт потребления на ОДН',
  organization: 'Реквизиты УК',
  profile: 'Мой профиль',
  signOut: 'Выход',
  addAccount: 'Добавить лицевой счёт',
  greeting: 'Здравствуйте,',
  account: 'Лицевой счёт',
};

export const actions = {
  retry: 'Повторить',
  back: 'Назад',
  cancel: 'Отмена',
  toMain: 'На главную',
  more: 'Показать ещё',
  copy: 'Скопировать',
  copied: 'Скопировано',
};

export const failures = {
  offline: {
    title: 'Нет связи с кабинетом',
    detail:
      'Проверьте подключение к интернету и повторите. Всё, что вы ввели, осталось на странице.',
  },
  busy: {
    title: 'Кабинет сейчас перегружен',
    detail: 'Подождите минуту и повторите.',
  },
  unexpected: {
    title: 'Что-то пошло не так',
    detail: 'Ошибка на нашей стороне. Повторите через минуту.',
  },
  tryAfter: (seconds: number) => `Попробуйте снова через ${wait(seconds)}.`,
};

export const chart = {
  table: 'Показать числа таблицей',
};

/** A cell without a value. */
export const noValue = '—';

export const form = {
  summary: 'Проверьте, пожалуйста',
  sending: 'Отправляем',
  saving: 'Сохраняем',
  show: 'Показать',
  hide: 'Скрыть',
  showPassword: 'Показать пароль',
  hidePassword: 'Скрыть пароль',
};

export const captcha = {
  label: 'Код с изображения',
  hint: 'Буквы и цифры с картинки. Большие и маленькие буквы не различаются.',
  picture: 'Картинка с кодом из букв и цифр',
  renew: 'Загрузить новый код',
  loading: 'Картинка загружается',
  missing: {
    picture: 'Введите код с картинки',
  },
};

export const errorPage = {
  notFound: {
    title: 'Такой страницы нет',
    detail: 'Возможно, в адресе опечатка или страницу убрали. Начните с главной.',
  },
  broken: {
    title: 'Страница не открылась',
    detail: 'Ошибка на нашей стороне. Обновите страницу или вернитесь на главную.',
  },
};
