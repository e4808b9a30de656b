import type { Line, MonthCharges, Statement } from '$lib/api/types';

/** How a balance moved over a month, as it is shown: the steps from the opening add up to the closing. */
export interface Step {
  kind: 'charged' | 'recalculated' | 'privileges' | 'penalty' | 'paid';
  amount: number;
}

/** Recalculations, privileges and penalties are told only when there are any. */
const ALWAYS: Step['kind'][] = ['charged', 'paid'];

export function stepsOf(statement: Statement): Step[] {
  const { charged, recalculated, privileges, penalty, paid } = statement;
  const amounts = { charged, recalculated, privileges, penalty, paid: -paid };
  const kinds = Object.keys(amounts) as Step['kind'][];
  return kinds
    .map((kind) => ({ kind, amount: amounts[kind] }))
    .filter(({ kind, amount }) => amount !== 0 || ALWAYS.includes(kind));
}

/** A row of the table of services: a line of this month, what it was before, or what is gone. */
export interface ServiceRow {
  name: string;
  line: Line | undefined;
  base: number;
  recalculated: number;
  privilege: number;
  total: number;
  before: number;
}

/** The lines of a statement beside the month before; a service that is gone has a row too, so the column adds up. */
export function rowsOf(statement: Statement, before: MonthCharges | undefined): ServiceRow[] {
  const left = new Map(before?.services.map((service) => [service.service, service]) ?? []);
  const rows = statement.lines.map((line) => {
    const last = left.get(line.service)?.total ?? 0;
    // Two lines of one service: what it was before stands once.
    left.delete(line.service);
    return { ...rowOf(line), before: last };
  });
  const gone = [...left.values()].filter(({ total }) => total !== 0);
  const nothing = { line: undefined, base: 0, recalculated: 0, privilege: 0, total: 0 };
  return [...rows, ...gone.map(({ name, total }) => ({ ...nothing, name, before: total }))];
}

function rowOf(line: Line): Omit<ServiceRow, 'before'> {
  const { name, base, privilege, total } = line;
  const recalculated = line.recalculations.reduce((sum, { amount }) => sum + amount, 0);
  return { name, line, base, recalculated, privilege, total };
}
