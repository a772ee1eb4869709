import type { Query } from '../../http/http-port';
import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import type { Refusal } from '../../http/vendor-profile';
import { isRecord, textOf } from '../../model/json';

/** Queries over long windows take their time. */
export const TIMEOUT_MS = 60_000;

/** A question to the Query API. The credential adds the project. */
export async function askMixpanel(
	client: VendorClient,
	path: string,
	query: Query,
): Promise<Record<string, unknown>> {
	const { body } = await client.send({
		method: 'GET',
		path,
		query,
		effect: 'read',
		limits: ['query'],
		timeoutMs: TIMEOUT_MS,
	});
	return checkAnswer(client, body);
}

/** @throws VendorError for a 2xx that is an error, or no answer of Mixpanel's at all */
export function checkAnswer({ provider }: VendorClient, body: unknown): Record<string, unknown> {
	const said = isRecord(body) ? textOf(body.error) : undefined;
	if (isRecord(body) && said === undefined) return body;
	const refusal: Refusal =
		said === undefined
			? unreadable('Mixpanel returned no result.')
			: { status: 'invalid', code: 'refused', message: `Mixpanel: ${said}` };
	throw new VendorError(provider, refusal, { attempts: 1 });
}

export function unreadable(message: string): Refusal {
	return { status: 'upstream_error', code: 'unreadable_answer', message };
}
