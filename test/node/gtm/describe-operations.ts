import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { LONGEST_RESULT, longestOf } from './result-length';
import { type GtmRun, type OpenSandbox, runGtmNode } from './run-gtm-node';
import { vendors } from '../../../src/gtm/vendors/registry';
import type { VendorCategory } from '../../../src/gtm/vendors/vendor';
import { openSandbox } from '../../contract/gtm/sandbox-port';

/** The world of the emulated vendors is made by the first test, on a machine that may be busy. */
jest.setTimeout(30_000);

/** One operation of one vendor as a user fills in the form, and what has to come of it. */
export interface OperationCase {
	/** Of the form; vendor, resource and operation are filled in. */
	parameters: INodeParameters;
	/** One empty item if left out. */
	items?: IDataObject[];
	/** Part of each output item, in order. All of them: more or fewer outputs fail. */
	outputs: Array<Record<string, unknown>>;
	/** Calls that the vendor must have got, as `POST /v1/contacts/{id}`: the emulator's routes. */
	asked: string[];
}

/** Made anew for every test, when the sandbox is there. */
export type OperationCases = Readonly<
	Record<string, (sandbox: OpenSandbox) => OperationCase | Promise<OperationCase>>
>;

const NODE_OF: Readonly<Record<VendorCategory, GtmRun['type']>> = {
	analytics: 'gtmAnalytics',
	crm: 'gtmCrm',
	enrichment: 'gtmEnrichment',
	sequencer: 'gtmSequencer',
};

const byId = { __rl: true, mode: 'id', value: '1' };

/** A form with every required field filled in, so that n8n lets the node run. */
const FILLED: INodeParameters = {
	domain: 'acme.com',
	email: 'dana@acme.com',
	event: 'signed in',
	record: byId,
	recordId: '1',
	sequence: byId,
	step: '1',
	template: byId,
	workflow: '1',
};

function capabilitiesOf(category: VendorCategory, id: string) {
	const vendor = vendors[category].find(({ profile }) => profile.id === id);
	if (!vendor) throw new Error(`There is no ${category} vendor ${id}`);
	return Object.entries(vendor.capabilities);
}

/**
 * Tests of every operation that a vendor offers, in the node, and of those that it does not: they are
 * refused with their reason, and nothing is sent. An offered operation without a case fails.
 *
 * @param options `open` is for vendors that answer later: their sandbox may run ahead of time
 */
export function describeOperations(
	category: VendorCategory,
	vendor: string,
	cases: OperationCases,
	{ open = openSandbox }: { open?: () => Promise<OpenSandbox> } = {},
): void {
	const capabilities = capabilitiesOf(category, vendor);
	const offered = capabilities.flatMap(([name, { supported }]) => (supported ? [name] : []));
	const refused = capabilities.flatMap(([name, each]) =>
		each.supported ? [] : [{ name, why: each.why }],
	);
	const parametersOf = (name: string): INodeParameters => {
		const [resource = '', operation = ''] = name.split('.');
		return { vendor, resource, operation };
	};

	describe(`every operation of ${vendor} in the node`, () => {
		let sandbox: OpenSandbox;

		beforeEach(async () => {
			sandbox = await open();
		});

		afterEach(async () => {
			await sandbox.close();
		});

		const calls = () => sandbox.sandbox.log.list().filter((call) => call.vendor === vendor);

		test('has a case', () => {
			expect(Object.keys(cases).toSorted()).toEqual(offered.toSorted());
		});

		test.each(Object.entries(cases))('%s', async (name, makeCase) => {
			const { parameters, items = [{}], outputs, asked } = await makeCase(sandbox);
			sandbox.sandbox.log.clear();
			const finished = await runGtmNode(sandbox, {
				type: NODE_OF[category],
				items,
				parameters: { ...parametersOf(name), ...parameters },
			});
			expect(finished.error).toBeUndefined();
			expect(finished.items).toMatchObject(outputs);
			expect(longestOf(finished.items)).toBeLessThanOrEqual(LONGEST_RESULT);
			expect(finished.outputs.every(({ pairedItem }) => pairedItem !== undefined)).toBe(true);
			const routes = calls().map(({ route }) => route);
			expect(routes).toEqual(expect.arrayContaining(asked));
		});

		if (refused.length === 0) return;
		test.each(refused)('refuses $name, and says why', async ({ name, why }) => {
			const { error } = await runGtmNode(sandbox, {
				type: NODE_OF[category],
				parameters: { ...FILLED, ...parametersOf(name) },
			});
			expect(error?.message).toContain(why);
			expect(calls()).toEqual([]);
		});
	});
}
