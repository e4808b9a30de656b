type Errors = Partial<Record<string, string>>;

/** For each listed field that is left empty: what to do about it. */
export function required<Values extends object>(
  values: Values,
  requests: Partial<Record<keyof Values & string, string>>,
): Errors {
  const errors: Errors = {};
  for (const field of Object.keys(requests) as (keyof Values & string)[]) {
    if (String(values[field]).trim() === '') errors[field] = requests[field];
  }
  return errors;
}
