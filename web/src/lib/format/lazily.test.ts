import { expect, it, vi } from 'vitest';
import { lazily } from './lazily';

it('makes the value once, and not before it is asked for', () => {
  const make = vi.fn((): string | undefined => undefined);
  const value = lazily(make);
  expect(make).not.toHaveBeenCalled();
  expect([value(), value()]).toEqual([undefined, undefined]);
  expect(make).toHaveBeenCalledOnce();
});
