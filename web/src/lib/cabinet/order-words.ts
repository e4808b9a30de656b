import type { PlacedOrder } from '$lib/api/types';
import { orders as texts } from '$lib/messages';
import type { TagKind } from '$lib/ui/types';

interface Standing {
  text: string;
  kind: TagKind;
}

/**
 * How a move is told: a visit where one was arranged with it. A state that this page does not know yet is told as it came.
 */
export function moved(status: string, visit: string | null | undefined): Standing {
  const known: Record<string, Standing> = texts.statuses;
  return (
    known[status === 'scheduled' && visit ? 'visit' : status] ?? { text: status, kind: 'info' }
  );
}

/** Where an order stands, by its last move. */
export function standing({ status, moves }: Pick<PlacedOrder, 'status' | 'moves'>): Standing {
  return moved(status, moves.at(-1)?.visit_date);
}

/** A day and a part of it as one phrase. */
export function dayAndSlot(day: string | undefined, slot: string | null | undefined): string {
  return [day, slot].filter(Boolean).join(', ');
}
