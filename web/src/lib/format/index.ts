export { amount, kopecks, money, parseRoubles, signedMoney, typedRoubles } from './money';
export {
  currentPeriod,
  date,
  dateTime,
  dayOfMoment,
  isOver,
  moment,
  period,
  periodTitle,
  shiftPeriod,
} from './date';
export { inMonth, shortMonth } from './month-names';
export { counted, quantity, tariff, wait, waitExactly } from './quantity';
