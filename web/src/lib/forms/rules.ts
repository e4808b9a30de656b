import { form } from '$lib/messages';

type Errors = Partial<Record<string, string>>;

/** An error for each listed field that is left empty. */
export function required<Values extends object>(values: Values, fields: (keyof Values & string)[]): Errors {
  const empty = fields.filter((field) => String(values[field]).trim() === '');
  return Object.fromEntries(empty.map((field) => [field, form.required]));
}
