import type { Cost } from '../../model/outcome';

/** What a miss takes. */
export const FREE: Cost = { amount: 0, unit: 'credit' };
