import type { CrmEntity } from '../../crm/crm-vendor';
import { type NamedFields, problemOfNames } from '../../crm/field-names';
import type { Outcome } from '../../model/outcome';
import type { CrmPorts } from './crm-operation';

/** Properties change by hand, seldom while a flow runs. */
const MAX_AGE_MS = 300_000;

/** Why a field that an input names is none of the account's; undefined if all are. */
export async function problemOfFields(
	{ vendor, client, principal, properties }: CrmPorts,
	entity: CrmEntity,
	...fields: readonly NamedFields[]
): Promise<string | undefined> {
	const question = { vendor, client, principal, entity, maxAgeMs: MAX_AGE_MS };
	const known = {
		entity,
		vendorName: vendor.profile.name,
		properties: async () => await properties.list(question),
	};
	return await problemOfNames(known, ...fields);
}

/** The end of an operation that names a field which there is not: nothing is asked of the vendor. */
export async function misnamed(
	ports: CrmPorts,
	entity: CrmEntity,
	...fields: readonly NamedFields[]
): Promise<Outcome<never> | undefined> {
	const message = await problemOfFields(ports, entity, ...fields);
	if (message === undefined) return undefined;
	const reason = { code: 'unknown_field', message };
	const { provider } = ports.client;
	return { status: 'invalid', provider, reason, retry: { advised: false } };
}
