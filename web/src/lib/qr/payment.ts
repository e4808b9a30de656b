/** Header of a payment code by ГОСТ Р 56042-2014: version and character set; the separator comes next. */
const HEADER = /^ST0001\d(?<separator>[^\w\s])/u;

/**
 * The payment code of a company for one of its accounts: the bank's form then opens with the account's number
 * in it. A number that would break the code apart is left for the person to type.
 */
export function forAccount(code: string, number: string): string {
  const separator = HEADER.exec(code)?.groups?.['separator'];
  if (separator === undefined || number.includes(separator)) return code;
  return `${code}${separator}PersAcc=${number}`;
}
