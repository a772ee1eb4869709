import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type GtmRun, type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';

/** The record that a form names. */
export const by = (mode: 'domain' | 'email' | 'id', value: string): INodeParameters => ({
	record: { __rl: true, mode, value },
});

/** A search that all of these hold for. */
export const where = (
	...conditions: Array<[field: string, operator: string, value?: string]>
): INodeParameters => ({
	conditions: {
		condition: conditions.map(([field, operator, value = '']) => ({ field, operator, value })),
	},
});

/** An upsert of the same values for every item. */
export const values = (record: object, more: INodeParameters = {}): INodeParameters => ({
	inputMode: 'json',
	json: JSON.stringify(record),
	...more,
});

/** An upsert whose values are each item's own. */
export const FROM_ITEMS: INodeParameters = {
	inputMode: 'form',
	form: { mappingMode: 'autoMapInputData', value: null, schema: [], matchingColumns: [] },
};

type More = Omit<GtmRun, 'parameters' | 'type'>;

export async function runCrm(
	sandbox: OpenSandbox,
	vendor: string,
	[resource = '', operation = '']: readonly string[],
	parameters: INodeParameters,
	more: More = {},
) {
	return await runGtmNode(sandbox, {
		type: 'gtmCrm',
		parameters: { vendor, resource, operation, ...parameters },
		...more,
	});
}

/** The vendor's ids of the world's examples. */
export async function exampleIds(sandbox: OpenSandbox, vendor: string) {
	const { person, account, deal } = sandbox.sandbox.world.examples;
	const idIn = async (name: string, parameters: INodeParameters) => {
		const { items } = await runCrm(sandbox, vendor, name.split('.'), parameters);
		const { id } = (items[0]?.record ?? {}) as { id?: string };
		if (id === undefined) throw new Error(`${vendor} has no example for ${name}`);
		return id;
	};
	return {
		contactId: await idIn('contact.get', by('email', person.email)),
		companyId: await idIn('company.get', by('domain', account.domain)),
		dealId: await idIn('deal.search', where(['name', 'eq', deal.name])),
	};
}

/** The CRM node with one vendor, in every test against a sandbox of its own. */
export function useCrm(vendor: string) {
	let sandbox: OpenSandbox;

	beforeEach(async () => {
		sandbox = await openSkippingSandbox();
	});

	afterEach(async () => {
		await sandbox.close();
	});

	const calls = () => sandbox.sandbox.log.list().filter((call) => call.vendor === vendor);
	return {
		/** @param name `contact.upsert` */
		run: async (name: string, parameters: INodeParameters, more?: More) =>
			await runCrm(sandbox, vendor, name.split('.'), parameters, more),
		exampleIds: async () => await exampleIds(sandbox, vendor),
		opened: () => sandbox,
		examples: () => sandbox.sandbox.world.examples,
		world: () => sandbox.sandbox.world,
		calls,
		/** As `POST /crm/objects/2026-09/{type}`: the emulator's routes. */
		routes: () => calls().map(({ route }) => route),
		/** What was sent to a route, newest last. */
		bodiesOf: (route: string): IDataObject[] =>
			calls()
				.filter((call) => call.route === route)
				.map(({ requestBody = '{}' }) => JSON.parse(requestBody) as IDataObject),
	};
}

export const statusesOf = (items: readonly IDataObject[]) => items.map(({ status }) => status);
