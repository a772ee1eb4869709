import type { CrmEntity } from '../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { pipedrive } from '../../../src/gtm/vendors/pipedrive/pipedrive';
import type { Deviation } from './openapi/spec';
import type { OpenSandbox } from './sandbox-client';

export const TITLE_OF_ORGANIZATION: Deviation = {
	operation: 'POST /organizations',
	in: 'request',
	problem: /required property 'title'/,
	reason:
		'The specification asks for a title, which an organization does not have: its name is it.',
};

export const dealsNamed = async (client: VendorClient, name: string) =>
	await pipedrive.deal.search(client, {
		conditions: [{ field: 'name', operator: 'eq', value: name }],
		limit: 5,
	});

/** The id in Pipedrive of the world's example of a kind. */
export async function exampleId(
	{ sandbox }: OpenSandbox,
	client: VendorClient,
	kind: CrmEntity,
): Promise<string> {
	const { person, account, deal } = sandbox.world.examples;
	const { contact, company } = pipedrive;
	const found = {
		contact: async () => (await contact.get(client, { email: person.email }, {})).record,
		company: async () => (await company.get(client, { domain: account.domain }, {})).record,
		deal: async () => (await dealsNamed(client, deal.name)).records[0],
	};
	const id = (await found[kind]())?.id;
	if (id === undefined) throw new Error(`Pipedrive does not know the example of a ${kind}`);
	return id;
}
