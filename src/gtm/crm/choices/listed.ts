import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import type { Refusal } from '../../http/vendor-profile';
import { type Outcome, isSuccess } from '../../model/outcome';
import type { CrmEntity, CrmVendor, PropertyDefinition } from '../crm-vendor';
import type { FieldList } from './choices';

/**
 * The list that an outcome carries. None if the credential may not read it: values are sent as they are
 * then, and the vendor judges.
 *
 * @throws VendorError for any other failure
 */
export function listIn<One>({ provider }: VendorClient, outcome: Outcome<One[]>): readonly One[] {
	const { status, record = [], reason, retry } = outcome;
	if (isSuccess(outcome) || status === 'not_found' || status === 'forbidden') return record;
	const { code = status, message = 'The list could not be read.' } = reason ?? {};
	const wait = retry?.afterMs === undefined ? {} : { retryAfterMs: retry.afterMs };
	throw new VendorError(
		provider,
		{ status: status as Refusal['status'], code, message, ...wait },
		{ attempts: 1 },
	);
}

/** The lists of a vendor whose properties tell their choices. */
export function fieldsFrom(listProperties: CrmVendor['listProperties']) {
	return async (client: VendorClient, entity: CrmEntity) => {
		const properties = listIn(client, await listProperties(client, entity));
		return new Map(properties.flatMap(choicesOf));
	};
}

/** The names in such a list. */
export function namesFrom(listProperties: CrmVendor['listProperties']) {
	return async (client: VendorClient, entity: CrmEntity): Promise<ReadonlySet<string>> => {
		const properties = listIn(client, await listProperties(client, entity));
		return new Set(properties.map(({ name }) => name));
	};
}

type AskNames = (client: VendorClient, entity: CrmEntity) => Promise<ReadonlySet<string>>;

/** No names if the credential may not read them. Throws VendorError for any other failure. */
export function readableNames(ask: AskNames): AskNames {
	return async (client, entity) => {
		try {
			return await ask(client, entity);
		} catch (error) {
			if (error instanceof VendorError && error.refusal.status === 'forbidden') return new Set();
			throw error;
		}
	};
}

function choicesOf({ name, options, isOpen }: PropertyDefinition): Array<[string, FieldList]> {
	if (options === undefined || options.length === 0) return [];
	return [[name, { choices: options, ...(isOpen && { isOpen }) }]];
}
