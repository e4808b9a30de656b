export { amount, money, parseRoubles, signedMoney } from './money';
export {
  currentPeriod,
  date,
  inMonth,
  moment,
  period,
  periodTitle,
  shiftPeriod,
  shortMonth,
} from './date';
export { counted, quantity, tariff, wait, waitExactly } from './quantity';
