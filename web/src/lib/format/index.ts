export { amount, kopecks, money, parseRoubles, signedMoney, typedRoubles } from './money';
export {
  currentPeriod,
  date,
  dateTime,
  inMonth,
  moment,
  period,
  periodTitle,
  shiftPeriod,
  shortMonth,
} from './date';
export { counted, quantity, tariff, wait, waitExactly } from './quantity';
