import type { Outcome } from '../model/outcome';

/** A question that the vendor has no answer to; nothing was sent. `message` names the field. */
export function refusedQuery<Entity>(
	provider: string,
	code: string,
	message: string,
): Outcome<Entity> {
	return { status: 'invalid', provider, reason: { code, message }, retry: { advised: false } };
}
