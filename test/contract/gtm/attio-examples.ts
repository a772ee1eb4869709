import type { CrmEntity } from '../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { attio } from '../../../src/gtm/vendors/attio/attio';
import type { OpenSandbox } from './sandbox-client';

export const dealsNamed = async (client: VendorClient, name: string) =>
	await attio.deal.search(client, {
		conditions: [{ field: 'name', operator: 'eq', value: name }],
		limit: 5,
	});

/** The id in Attio of the world's example of a kind. */
export async function exampleId(
	{ sandbox }: OpenSandbox,
	client: VendorClient,
	kind: CrmEntity,
): Promise<string> {
	const { person, account, deal } = sandbox.world.examples;
	const found = {
		contact: async () => (await attio.contact.get(client, { email: person.email }, {})).record,
		company: async () => (await attio.company.get(client, { domain: account.domain }, {})).record,
		deal: async () => (await dealsNamed(client, deal.name)).records[0],
	};
	const id = (await found[kind]())?.id;
	if (id === undefined) throw new Error(`Attio does not know the example of a ${kind}`);
	return id;
}
