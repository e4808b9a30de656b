import { sha256 } from '@noble/hashes/sha2.js';

/** What a browser computes instead of a person reading the picture. */
export interface Task {
  salt: string;
  /** How many zero bits SHA-256 of salt and work begins with. */
  bits: number;
}

const encoder = new TextEncoder();

/** The first of `count` numbers from `start` on that solves the task, as text; null if none does. */
export function search(task: Task, start: number, count: number): string | null {
  for (let number = start; number < start + count; number += 1) {
    const work = number.toString(36);
    if (isSolution(task, work)) return work;
  }
  return null;
}

export function isSolution({ salt, bits }: Task, work: string): boolean {
  return zeroBits(sha256(encoder.encode(salt + work))) >= bits;
}

/** How many bits a hash begins with before its first one. */
export function zeroBits(hash: Uint8Array): number {
  const index = hash.findIndex((byte) => byte !== 0);
  const first = hash[index];
  return first === undefined ? hash.length * 8 : index * 8 + Math.clz32(first) - 24;
}

/**
 * How far a search is, from 0 to 1. Luck has no memory, so this is the chance that a search of
 * this length has ended: it moves all the time and never says «done» too early.
 */
export function progress(tried: number, bits: number): number {
  return 1 - Math.exp(-tried / 2 ** bits);
}
