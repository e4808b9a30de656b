import { expect, it } from 'vitest';
import { appealErrors, appealOf } from './appeal';

const typed = {
  topic: ' Перерасчёт ',
  text: ' Два дня\nне было воды. ',
  email: 'a@b.ru',
  phone: '',
};

it('an appeal is sent without the spaces around it and without an empty contact', () => {
  expect(appealErrors(typed)).toEqual({});
  expect(appealOf(typed, [])).toEqual({
    topic: 'Перерасчёт',
    text: 'Два дня\nне было воды.',
    contact: { email: 'a@b.ru' },
  });
  expect(appealOf(typed, ['u1', 'u2']).files).toEqual(['u1', 'u2']);
});

it('every gap is told at once', () => {
  const errors = appealErrors({ topic: ' ', text: '', email: '', phone: '' });
  expect(Object.keys(errors)).toEqual(['topic', 'text', 'contact.email']);
});

it('letters are counted as the server counts them', () => {
  expect(appealErrors({ ...typed, text: '🙂'.repeat(4000) })).toEqual({});
  expect(appealErrors({ ...typed, text: '🙂'.repeat(4001) })).toHaveProperty('text');
  expect(appealErrors({ ...typed, topic: 'и\u0306'.repeat(121) })).toHaveProperty('topic');
  expect(appealErrors({ ...typed, topic: 'и\u0306'.repeat(120) })).toEqual({});
});
