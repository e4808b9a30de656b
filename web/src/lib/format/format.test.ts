import { describe, expect, it } from 'vitest';
import { amount, date, money, parseRoubles, period, periodTitle, quantity, shiftPeriod } from '.';
import { inMonth, moment, shortMonth, signedMoney, tariff, wait, waitExactly } from '.';
import { dateTime, dayOfMoment, kopecks, typedRoubles } from '.';

describe('money', () => {
  it('groups thousands, keeps two decimals and names the rouble', () => {
    expect(money(1234567)).toBe('12\u00a0345,67\u00a0₽');
    expect(money(0)).toBe('0,00\u00a0₽');
  });

  it('writes the true minus and, where asked, the plus', () => {
    expect(money(-5)).toBe('−0,05\u00a0₽');
    expect(signedMoney(150)).toBe('+1,50\u00a0₽');
    expect(amount(-100000)).toBe('−1\u00a0000,00');
  });

  it('reads a sum as people type it', () => {
    expect(parseRoubles('2 387,26 ₽')).toBe('2387.26');
    expect(parseRoubles('2\u00a0387.26 руб.')).toBe('2387.26');
  });
});

describe('a typed sum', () => {
  it.each([
    ['1 234,56', 123_456],
    ['1\u00a0234.5 ₽', 123_450],
    ['1234', 123_400],
    ['0,05 руб.', 5],
    ['0', 0],
  ])('is read to the kopeck: %s', (typed, sum) => {
    expect(kopecks(typed)).toBe(sum);
  });

  it.each(['', '1,234', '-5', '1e3', '1.2.3', 'сто', '１２', '1,', ',5', '9'.repeat(13)])(
    'is refused where it is none: %s',
    (typed) => {
      expect(kopecks(typed)).toBeUndefined();
    },
  );

  it('is offered as a person would type it', () => {
    expect(typedRoubles(123_405)).toBe('1234,05');
    expect(kopecks(typedRoubles(7))).toBe(7);
  });
});

describe('dates', () => {
  it('are told in words, without «г.»', () => {
    expect(date('2026-10-31')).toBe('31 октября 2026');
    expect(period('2026-10')).toBe('октябрь 2026');
    expect(periodTitle('2026-03')).toBe('Март 2026');
  });

  it('the day of a moment is that of the reader', () => {
    expect(dayOfMoment(new Date(2026, 10, 1, 0, 30).toISOString())).toBe('1 ноября 2026');
    expect(dayOfMoment(new Date(2026, 9, 31, 23, 30).toISOString())).toBe('31 октября 2026');
  });

  it('a moment is told by the clock of the reader, near days by name', () => {
    const now = new Date(2026, 10, 1, 9, 0);
    const at = (day: number, month: number): string =>
      new Date(2026, month, day, 14, 5).toISOString();
    expect(moment(at(1, 10), now)).toBe('сегодня в 14:05');
    expect(moment(at(31, 9), now)).toBe('вчера в 14:05');
    expect(moment(at(30, 9), now)).toBe('30 октября 2026 в 14:05');
  });

  it('are told shortly on a chart and in the prepositional after «в»', () => {
    expect(['2026-01', '2026-05', '2026-09'].map(shortMonth)).toEqual(['янв', 'май', 'сен']);
    expect(['2026-03', '2026-05', '2026-08', '2026-10'].map(inMonth)).toEqual([
      'марте',
      'мае',
      'августе',
      'октябре',
    ]);
  });

  it('name the hour of Moscow where a bank will read them', () => {
    expect(dateTime('2026-10-31T21:05:00Z')).toBe('1 ноября 2026, 00:05 МСК');
  });

  it('move over the end of a year', () => {
    expect(shiftPeriod('2026-12', 1)).toBe('2027-01');
    expect(shiftPeriod('2026-01', -1)).toBe('2025-12');
  });
});

describe('quantities', () => {
  it('keep the decimals they came with and take a narrow space before the unit', () => {
    expect(quantity('6.440', 'м³')).toBe('6,440\u202fм³');
    expect(quantity('12040', 'кВт·ч')).toBe('12\u202f040\u202fкВт·ч');
    expect(quantity('-1.5')).toBe('−1,5');
    expect(tariff('2543.18')).toBe('2\u202f543,18\u00a0₽');
  });

  it('tell a wait in the unit that people use', () => {
    expect(wait(30)).toBe('30\u00a0секунд');
    expect(wait(60)).toBe('1\u00a0минуту');
    expect(wait(61)).toBe('2\u00a0минуты');
    expect(wait(86_400)).toBe('24\u00a0часа');
  });

  it('count a wait down to the second', () => {
    expect(waitExactly(21)).toBe('21\u00a0секунду');
    expect(waitExactly(60)).toBe('1\u00a0минуту');
    expect(waitExactly(152)).toBe('2\u00a0минуты 32\u00a0секунды');
  });
});
