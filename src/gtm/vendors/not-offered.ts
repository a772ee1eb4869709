import type { Outcome } from '../model/outcome';

/** For an operation that the vendor does not have: nothing was sent. `why` is that of its capability. */
export function notOffered<Entity>(provider: string, why: string): Outcome<Entity> {
	return {
		status: 'invalid',
		provider,
		reason: { code: 'not_offered', message: why },
		retry: { advised: false },
	};
}
