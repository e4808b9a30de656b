import { newPassword } from '$lib/messages';

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

/** A new password that is typed twice. Its rules are shown while typing and checked by the server. */
export function newPasswordErrors(values: {
  password: string;
  password_confirmation: string;
}): Errors {
  const errors = required(values, newPassword.missing);
  if (values.password !== values.password_confirmation) {
    errors['password_confirmation'] ??= newPassword.differs;
  }
  return errors;
}

/** Characters as the server counts them: code points of the composed text. */
export function characters(text: string): number {
  return Array.from(text.normalize('NFC')).length;
}
