import { beforeEach, expect, it, vi } from 'vitest';
import type * as Turn from './turn';

let turn: typeof Turn;
const come = vi.fn<(who: string) => void>();

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  come.mockReset();
  turn = await import('./turn');
});

const came = (): string[] => come.mock.calls.map(([who]) => who);

it('lets parts in one a task, in their order', () => {
  for (const who of ['first', 'second'])
    turn.inTurn(() => {
      come(who);
    });
  expect(came()).toEqual([]);
  vi.advanceTimersToNextTimer();
  expect(came()).toEqual(['first']);
  vi.advanceTimersToNextTimer();
  expect(came()).toEqual(['first', 'second']);
});

it('lets in who comes while another has the turn', () => {
  turn.inTurn(() =>
    turn.inTurn(() => {
      come('within');
    }),
  );
  vi.runAllTimers();
  turn.inTurn(() => {
    come('later');
  });
  vi.runAllTimers();
  expect(came()).toEqual(['within', 'later']);
});

it('forgets who has gone', () => {
  const leave = turn.inTurn(() => {
    come('gone');
  });
  turn.inTurn(() => {
    come('stays');
  });
  leave();
  vi.runAllTimers();
  expect(came()).toEqual(['stays']);
});

it('lets everybody in once a person does something', () => {
  turn.inTurn(() => {
    come('waiting');
  });
  turn.endTurns();
  turn.inTurn(() => {
    come('new');
  });
  expect(came()).toEqual(['waiting', 'new']);
  expect(turn.comesAtOnce()).toBe(true);
});
