import type { Grade } from '$lib/api/types';

/** Best first. */
export const GRADES: readonly Grade[] = ['excellent', 'good', 'satisfactory', 'poor'];
