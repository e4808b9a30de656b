/** The element id of a field, by its name in the request: «captcha.answer» → «field-captcha-answer». */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^\w-]/gu, '-')}`;
}
