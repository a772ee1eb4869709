import type { VendorClient } from '../../http/vendor-client';
import { idOf, numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import { TIMEOUT_MS, checkAnswer } from './query';

export interface FoundPeople {
	distinctIds: string[];
	/** Mixpanel found more than it answered with. */
	incomplete: boolean;
}

/**
 * Profiles for which an expression holds: the first page, of up to 1,000.
 *
 * @param holds of the profile's email, in lower case: expressions cannot say all
 */
export async function findPeople(
	client: VendorClient,
	where: string,
	holds: (email: string) => boolean,
): Promise<FoundPeople> {
	const { body } = await client.send({
		method: 'POST',
		path: '/engage',
		body: new URLSearchParams({ where, output_properties: '["$email"]' }),
		effect: 'read',
		limits: ['query'],
		timeoutMs: TIMEOUT_MS,
	});
	const { results, total } = checkAnswer(client, body);
	const profiles = recordsOf(results);
	const distinctIds = profiles.flatMap(({ $distinct_id: id, $properties: properties }) => {
		const email = textOf(recordOf(properties).$email)?.toLowerCase();
		return email !== undefined && holds(email) ? (idOf(id) ?? []) : [];
	});
	return { distinctIds, incomplete: (numberOf(total) ?? 0) > profiles.length };
}
