export const files = {
  label: 'Фото и документы',
  hint: 'Необязательно. До 5 файлов по 5 МБ: фото (JPEG, PNG, WebP) или PDF.',
  add: 'Прикрепить файл',
  list: 'Прикреплённые файлы',
  remove: 'Убрать',
  removeOf: (name: string) => `Убрать файл ${name}`,
  removed: (name: string) => `Файл ${name} убран`,
  again: 'Повторить',
  againOf: (name: string) => `Загрузить файл ${name} ещё раз`,
  sending: (percent: number) => `Загружаем, ${percent} %`,
  sendingOf: (name: string) => `Загрузка файла ${name}`,
  ready: 'Загружен',
  readyOf: (name: string) => `Файл ${name} загружен`,
  failed: 'Не загрузился',
  failedOf: (name: string, why: string) => `Файл ${name} не загрузился. ${why}`,
  refused: (name: string, why: string) => `${name}: ${why}`,
  lost: 'Связь прервалась. Повторите или уберите файл.',
  wrongType: 'можно прикрепить только фото (JPEG, PNG, WebP) или PDF',
  empty: 'файл пустой',
  tooLarge: 'файл больше 5 МБ',
  tooMany: 'к одному сообщению можно прикрепить не больше 5 файлов',
  unfinished: 'Уберите файлы, которые не загрузились, или загрузите их ещё раз',
  download: (name: string) => `Скачать файл ${name}`,
  downloading: 'Скачиваем',
  downloaded: (name: string) => `Файл ${name} скачан`,
  of: 'Файлы сообщения',
};

/** What the store of files says where it does not take one. */
export const storeRefusals = {
  expired: {
    title: 'Время на отправку файла вышло',
    detail: 'Повторите: мы запросим новое разрешение.',
  },
  tooLarge: {
    title: 'Файл больше 5 МБ',
    detail: 'Уберите его и приложите файл поменьше.',
  },
  empty: { title: 'Файл пустой', detail: 'Уберите его и приложите другой.' },
  slow: {
    title: 'Файл отправлялся слишком долго',
    detail: 'Повторите там, где связь лучше, или приложите файл поменьше.',
  },
  busy: {
    title: 'Хранилище файлов занято',
    detail: 'Повторите через минуту.',
  },
  refused: {
    title: 'Хранилище не приняло файл',
    detail: 'Повторите. Если не поможет, уберите файл и отправьте обращение без него.',
  },
};

/** The same where it does not give one. */
export const fetchRefusals: typeof storeRefusals = {
  ...storeRefusals,
  expired: {
    title: 'Время на скачивание файла вышло',
    detail: 'Нажмите на файл ещё раз: мы запросим новое разрешение.',
  },
  slow: {
    title: 'Файл скачивался слишком долго',
    detail: 'Повторите там, где связь лучше.',
  },
  refused: {
    title: 'Хранилище не отдало файл',
    detail: 'Повторите. Если не поможет, попросите управляющую организацию прислать файл ещё раз.',
  },
};
