import type { VendorClient } from '../../http/vendor-client';
import { recordOf } from '../../model/json';
import type { CrmEntity } from '../crm-vendor';
import { isOneOf } from '../field-names';
import type { ChoiceSource } from './choices';
import type { Fitted } from './fit-words';

/**
 * Without the fields under `custom` that this account does not have, such as those of the CRM that the
 * record was read from: the vendor would refuse the whole record for one of them.
 */
export async function fitOwnFields(
	{ entity, source }: { entity: CrmEntity; source: ChoiceSource },
	client: VendorClient,
	values: Readonly<Record<string, unknown>>,
): Promise<Fitted> {
	const asIs = { values, leftOut: [], notes: [] };
	const own = Object.entries(recordOf(values.custom));
	if (own.length === 0) return asIs;
	const known = await source.ownFields(client, entity);
	// A list that may not be read is empty: the vendor judges then.
	if (known.size === 0) return asIs;
	const spelled = new Set([...known].map((name) => name.toLowerCase()));
	const isThere = ([name]: [string, unknown]) =>
		isOneOf(known, name) || spelled.has(name.toLowerCase());
	const strangers = own.filter((field) => !isThere(field));
	if (strangers.length === 0) return asIs;
	const leftOut = strangers.map(
		([name]) =>
			`custom.${name} was left out: ${client.provider} has no ${entity} field "${name}". Create it there, or remove it`,
	);
	const { custom: _custom, ...others } = values;
	const kept = Object.fromEntries(own.filter(isThere));
	return {
		values: { ...others, ...(Object.keys(kept).length > 0 && { custom: kept }) },
		leftOut,
		notes: [],
	};
}
