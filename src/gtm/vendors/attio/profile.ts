import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { Refusal, VendorProfile } from '../../http/vendor-profile';
import { recordOf, textOf } from '../../model/json';

/** @see https://docs.attio.com/rest-api/guides/rate-limiting */
export const attioProfile: VendorProfile = {
	id: 'attio',
	name: 'Attio',
	idsUniqueIn: 'everywhere',
	limits: [
		// Of the whole workspace, whatever the endpoint. Attio tells of them by a 429 only.
		{ name: 'read', capacity: 100, perMs: 1_000, kind: 'burst' },
		{ name: 'write', capacity: 25, perMs: 1_000, kind: 'burst' },
	],
	account: { path: '/v2/self', idAt: ['workspace_id'] },
	explain,
};

/** Codes that mean more than the status they come with, which is 400. */
const BY_CODE: Readonly<Record<string, Pick<Refusal, 'status' | 'message'>>> = {
	multiple_match_results: {
		status: 'duplicate',
		message: 'Attio: several records match, so the record was not written. Merge them in Attio.',
	},
};

/**
 * Errors are `{ status_code, type, code, message }`.
 *
 * @see https://docs.attio.com/rest-api/guides/error-handling
 */
function explain(response: HttpResponse): Refusal {
	const body = recordOf(response.body);
	const code = textOf(body.code);
	const said = textOf(body.message);
	if (code === 'uniqueness_conflict') return conflict(said ?? '');
	const known = code === undefined ? undefined : BY_CODE[code];
	if (known !== undefined && code !== undefined) return { ...known, code };
	return explainStatus('Attio', response, {
		...(code !== undefined && { code }),
		...(said !== undefined && { message: withoutValue(said) }),
	});
}

/** The message of Attio quotes the value, which is somebody's address as a rule. */
function conflict(said: string): Refusal {
	const slug = /attribute with slug "([^"]+)"/.exec(said)?.[1] ?? 'a unique attribute';
	return {
		status: 'duplicate',
		code: 'uniqueness_conflict',
		message: `Attio: another record has this value of ${slug}, so the record was not written. Set Record ID to that record, or merge the two.`,
	};
}

/** `Invalid value was passed to attribute with slug "email_addresses": dana@…` */
function withoutValue(said: string): string {
	const shown = said.replace(/(attribute with (?:slug|ID|slug\/ID) "[^"]*"): .*/s, '$1');
	return said.startsWith('Invalid value')
		? `${shown}. Property > Get Many shows the allowed values.`
		: shown;
}
