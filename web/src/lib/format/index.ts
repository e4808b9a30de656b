export { amount, money, parseRoubles, signedMoney } from './money';
export { currentPeriod, date, moment, period, periodTitle, shiftPeriod } from './date';
export { quantity, tariff, wait, waitExactly } from './quantity';
