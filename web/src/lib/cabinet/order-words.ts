import { orders as texts } from '$lib/messages';
import type { TagKind } from '$lib/ui/types';

/** How a state is told; one that this page does not know yet is told as it came. */
export function standing(status: string): { text: string; kind: TagKind } {
  const known: Record<string, { text: string; kind: TagKind }> = texts.statuses;
  return known[status] ?? { text: status, kind: 'info' };
}

/** A day and a part of it as one phrase. */
export function dayAndSlot(day: string | undefined, slot: string | null | undefined): string {
  return [day, slot].filter(Boolean).join(', ');
}
