import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { pathOf } from '../../http/vendor-request';
import { recordOf, recordsOf, textOf } from '../../model/json';
import { API_VERSION } from './version';

/** A field as the org describes it, with what it says besides. */
export interface DescribedField {
	/** The API name. */
	name: string;
	/** Salesforce's own word: `picklist`, `currency`, `reference`. */
	type: string;
	details: Record<string, unknown>;
}

/**
 * Every field of an object that the user may see.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm
 */
export async function describe(client: VendorClient, object: string): Promise<DescribedField[]> {
	return (await describeObject(client, object)).fields;
}

/** The same, and the record types that the user may choose. */
export async function describeObject(
	client: VendorClient,
	object: string,
): Promise<{ fields: DescribedField[]; recordTypes: Array<Record<string, unknown>> }> {
	const response = await client.send({
		method: 'GET',
		path: pathOf`/services/data/${API_VERSION}/sobjects/${object}/describe`,
		effect: 'read',
	});
	const { fields, recordTypeInfos } = recordOf(response.body);
	if (!Array.isArray(fields)) throw unreadable(client, response);
	const described = recordsOf(fields).flatMap((details) => {
		const name = textOf(details.name);
		const type = textOf(details.type);
		return name === undefined || type === undefined ? [] : [{ name, type, details }];
	});
	return { fields: described, recordTypes: recordsOf(recordTypeInfos) };
}
