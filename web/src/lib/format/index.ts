export { amount, money, parseRoubles, signedMoney } from './money';
export { date, period, periodTitle, shiftPeriod } from './date';
export { quantity, tariff, wait } from './quantity';
