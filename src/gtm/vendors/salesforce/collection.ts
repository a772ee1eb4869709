import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import type { Refusal } from '../../http/vendor-profile';
import { pathOf } from '../../http/vendor-request';
import { idOf, isRecord } from '../../model/json';
import { errorsOf, explainError } from './explain';
import { API_VERSION } from './version';
import { DUPLICATE_RULES } from './write';

/** Records of one request. */
export const COLLECTION_MAX = 200;

/** What became of one record. */
export type Saved = { id: string } | { failure: Refusal };

/** For an answer that does not say what became of a record. */
export const NO_RESULT: Saved = {
	failure: {
		status: 'upstream_error',
		code: 'no_result',
		message: 'Salesforce gave no result for this record. Check whether it was written.',
	},
};

/**
 * Creates (POST) or changes (PATCH) up to 200 records, each for itself: one that is refused does not
 * hinder the others. Resolves with a result for each record, in their order, whatever happens.
 *
 * @param lookAgain for creates: the ids of the records that are there now, in order, asked if nobody
 *   knows whether the request arrived
 * @see https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-sobjects-collections-create.html
 */
export async function saveCollection(
	client: VendorClient,
	method: 'POST' | 'PATCH',
	records: readonly object[],
	lookAgain?: () => Promise<Array<string | undefined>>,
): Promise<Saved[]> {
	if (records.length === 0) return [];
	try {
		const { body } = await client.send({
			method,
			path: pathOf`/services/data/${API_VERSION}/composite/sobjects`,
			headers: DUPLICATE_RULES,
			body: { allOrNone: false, records },
			effect: method === 'PATCH' ? 'idempotent' : 'unsafe',
		});
		return records.map((_, place) =>
			savedOf(Array.isArray(body) ? (body as unknown[])[place] : undefined),
		);
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		const failure: Saved = { failure: error.refusal };
		if (!lookAgain || !error.refusal.doubtful) return records.map(() => failure);
		const ids = await seenIds(lookAgain);
		return records.map((_, place) => {
			const id = ids[place];
			return id === undefined ? failure : { id };
		});
	}
}

/** Looking again may fail as well: then the first failure stands, which says that nobody knows. */
async function seenIds(
	lookAgain: () => Promise<Array<string | undefined>>,
): Promise<Array<string | undefined>> {
	try {
		return await lookAgain();
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		return [];
	}
}

/** `{ id, success, errors: [{ statusCode, message, fields }] }` */
function savedOf(result: unknown): Saved {
	if (isRecord(result)) {
		const id = idOf(result.id);
		if (result.success === true && id !== undefined) return { id };
		const [error] = errorsOf(result.errors);
		if (error !== undefined) return { failure: explainError(error, 400) };
	}
	return NO_RESULT;
}
