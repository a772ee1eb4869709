import type { INodeParameters } from 'n8n-workflow';

import { type GtmRun, type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { openSandbox } from '../../contract/gtm/sandbox-port';

let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

const run = async (what: Omit<GtmRun, 'type'>) => {
	const { outputs: items, ...finished } = await runGtmNode(sandbox, {
		type: 'gtmCrm',
		...what,
		parameters: { vendor: 'hubspot', ...what.parameters },
	});
	return { ...finished, items };
};

const by = (mode: string, value: string): INodeParameters => ({
	record: { __rl: true, mode, value },
});

const contact = { resource: 'contact' };
const upsert = (values: object, more: INodeParameters = {}): INodeParameters => ({
	...contact,
	operation: 'upsert',
	inputMode: 'json',
	json: JSON.stringify(values),
	...more,
});

/** What HubSpot was asked, as `POST /crm/…`. */
const asked = () => sandbox.sandbox.log.list().map(({ method, url }) => `${method} ${url}`);

describe('a contact', () => {
	it('is read by email in canonical words', async () => {
		const { person } = sandbox.sandbox.world.examples;
		const { items } = await run({
			parameters: { ...contact, operation: 'get', ...by('email', person.email) },
		});
		expect(items).toMatchObject([
			{
				json: {
					status: 'found',
					provider: 'hubspot',
					record: { email: person.email, title: person.title, firstName: person.firstName },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(items[0]?.json.record).not.toHaveProperty('custom');
	});

	it('that is not there is no error but an outcome', async () => {
		const { items, status } = await run({
			parameters: { ...contact, operation: 'get', ...by('email', 'nobody@northwind.com') },
		});
		expect(status).toBe('success');
		expect(items[0]?.json).toMatchObject({ status: 'not_found', reason: { code: 'no_match' } });
	});

	it('leaves with the asked fields only, which are all that HubSpot is asked for', async () => {
		const { person } = sandbox.sandbox.world.examples;
		const { items } = await run({
			parameters: {
				...contact,
				operation: 'get',
				...by('email', person.email),
				options: { fields: 'title' },
			},
		});
		expect(items[0]?.json.record).toEqual({ title: person.title });
	});

	it('is created once, then unchanged, then updated', async () => {
		const first = { email: 'new.person@northwind.com', firstName: 'Noa', title: 'CRO' };
		const created = await run({ parameters: upsert(first) });
		const again = await run({ parameters: upsert(first) });
		const changed = await run({ parameters: upsert({ ...first, title: 'CEO' }) });
		const outcomes = [created, again, changed].map(({ items }) => items[0]?.json.status);
		expect(outcomes).toEqual(['created', 'unchanged', 'updated']);
		expect(changed.items[0]?.json.record).toMatchObject({ title: 'CEO', firstName: 'Noa' });
	});

	it('keeps a field that is filled when it is to be written only if empty', async () => {
		const { person } = sandbox.sandbox.world.examples;
		const { items } = await run({
			parameters: upsert(
				{ email: person.email, title: 'Intern', leadStatus: 'BAD_TIMING' },
				{ upsertOptions: { onlyIfEmpty: 'title' } },
			),
		});
		expect(items[0]?.json).toMatchObject({ status: 'updated', record: { title: person.title } });
	});

	it('is linked to its company, which is read back', async () => {
		const { items: companies } = await run({
			parameters: {
				resource: 'company',
				operation: 'get',
				...by('domain', sandbox.sandbox.world.accounts[3]?.domain ?? ''),
			},
		});
		const companyIds = String((companies[0]?.json.record as { id: string }).id);
		const linked = await run({
			parameters: upsert({ email: 'linked@northwind.com' }, { associations: { companyIds } }),
		});
		expect(linked.items[0]?.json.status).toBe('created');
		const lost = await run({
			parameters: upsert(
				{ email: 'linked@northwind.com' },
				{ associations: { companyIds: `${companyIds}, 999999999` } },
			),
		});
		expect(lost.items[0]?.json).toMatchObject({
			status: 'partial',
			reason: { code: 'association_missing' },
		});
	});

	it('is not written while it is on the suppression list', async () => {
		const entry = { kind: 'domain' as const, value: 'blocked-example.com' };
		await gtmProcess()
			.ledger()
			.suppressions.add([{ ...entry, reason: 'competitor' }]);
		const { items } = await run({ parameters: upsert({ email: 'a@blocked-example.com' }) });
		await gtmProcess().ledger().suppressions.remove([entry]);
		expect(items[0]?.json).toMatchObject({ status: 'suppressed' });
		expect(asked()).toEqual([]);
	});

	it('with a field that the model does not know is an error that names it and the item', async () => {
		const { error } = await run({
			items: [{}, {}],
			parameters: upsert({ email: 'a@northwind.com', jobTitle: 'CRO' }),
		});
		expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 0 } });
		expect(error?.message).toContain('"jobTitle" is not a contact field');
		expect(asked()).toEqual([]);
	});
});

describe('many contacts', () => {
	const items = Array.from({ length: 250 }, (_, index) => ({
		email: `batch${index % 240}@northwind.com`,
		title: 'Buyer',
	}));
	const parameters: INodeParameters = {
		...contact,
		operation: 'upsert',
		inputMode: 'form',
		form: { mappingMode: 'autoMapInputData', value: null, schema: [], matchingColumns: [] },
	};

	it('go in batches of HubSpot, every input has its outcome, in order', async () => {
		const { items: output, hints } = await run({ items, parameters });
		expect(output).toHaveLength(250);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, index) => ({ item: index })),
		);
		const statuses = Map.groupBy(output, ({ json }) => json.status);
		expect([...statuses].map(([status, all]) => [status, all.length])).toEqual([
			['created', 240],
			['unchanged', 10],
		]);
		expect(asked().length).toBeLessThan(30);
		expect(hints.join()).toMatch(/250 inputs: .*240 created/);
	});
});

describe('a company', () => {
	it('with a domain that several have is in doubt, and nothing is written', async () => {
		const values = { domain: 'twice-northwind.com', name: 'Twice' };
		for (const name of ['One', 'Two']) {
			await fetch(`${sandbox.url}/hubspot/crm/objects/2026-09/companies`, {
				method: 'POST',
				headers: {
					authorization: 'Bearer pat-sandbox-hubspot',
					'content-type': 'application/json',
				},
				body: JSON.stringify({
					properties: { domain: values.domain, name },
					associations: [],
				}),
			});
		}
		const { items } = await run({
			parameters: { ...upsert(values), resource: 'company' },
		});
		expect(items[0]?.json).toMatchObject({
			status: 'duplicate',
			reason: { code: 'ambiguous_match' },
		});
		expect(asked().filter((line) => line.startsWith('PATCH'))).toEqual([]);
	});
});

describe('an activity', () => {
	it('is logged with its links and read back', async () => {
		const { person } = sandbox.sandbox.world.examples;
		const { items: people } = await run({
			parameters: { ...contact, operation: 'get', ...by('email', person.email) },
		});
		const contactIds = (people[0]?.json.record as { id: string }).id;
		const { items } = await run({
			parameters: {
				resource: 'activity',
				operation: 'note',
				subject: 'Call',
				body: 'Wants a demo',
				associations: { contactIds },
			},
		});
		expect(items[0]?.json).toMatchObject({
			status: 'created',
			record: { type: 'note', contactIds: [contactIds] },
		});
	});

	it('that belongs to nothing is refused before HubSpot is asked', async () => {
		const { error } = await run({
			parameters: { resource: 'activity', operation: 'note', body: 'Lost', associations: {} },
		});
		expect(error?.message).toMatch(/has no record to belong to/);
		expect(asked()).toEqual([]);
	});
});

describe('a failure', () => {
	it('of the key stops the node with the next step, and shows no key', async () => {
		const { error, run: finished } = await run({
			credentials: { gtmHubspotApi: { accessToken: 'pat-wrong-token-123' } },
			parameters: { ...contact, operation: 'get', ...by('email', 'a@northwind.com') },
		});
		expect(error?.message).toMatch(/Check the token/);
		expect(JSON.stringify(finished.data.resultData)).not.toContain('pat-wrong-token-123');
	});

	it('goes to the error output with the outcome in its details', async () => {
		const finished = await run({
			credentials: { gtmHubspotApi: { accessToken: 'pat-wrong-token-123' } },
			onError: 'continueErrorOutput',
			parameters: { ...contact, operation: 'get', ...by('email', 'a@northwind.com') },
		});
		expect(finished.items).toEqual([]);
		expect(finished.output('Node', 1)[0]?.json).toMatchObject({
			error: expect.stringMatching(/Check the token/),
			details: { status: 'forbidden', provider: 'hubspot' },
		});
	});

	it('that passes is gone through, and said in a hint', async () => {
		const { person } = sandbox.sandbox.world.examples;
		sandbox.sandbox.faults.add({ vendor: 'hubspot', kind: 'unavailable', times: 1 });
		const { items, hints } = await run({
			parameters: { ...contact, operation: 'get', ...by('email', person.email) },
		});
		expect(items[0]?.json.status).toBe('found');
		expect(hints.join()).toMatch(/sent again/);
	});
});

it('the close date of a deal is that day in the time zone of the workflow', async () => {
	const deal = { name: 'Christmas', closeDate: '2026-12-24' };
	const { items } = await run({ parameters: { ...upsert(deal), resource: 'deal' } });
	expect(items[0]?.json).toMatchObject({ status: 'created', record: deal });
	const created = sandbox.sandbox.log.list().find(({ method }) => method === 'POST');
	// Midnight in Berlin, where the workflows of these tests are.
	expect(created?.requestBody).toContain('"closedate":"2026-12-23T23:00:00.000Z"');
});

it('properties are asked for once for many items, and anew if the user says so', async () => {
	const list = { resource: 'property', operation: 'list', entity: '={{ $json.entity }}' };
	const items = ['contact', 'deal', 'contact'].map((entity) => ({ entity }));
	await run({ parameters: list, items });
	const { items: later } = await run({ parameters: list, items });
	expect(asked()).toHaveLength(2);
	expect(later[0]?.json.notes).toEqual([expect.stringMatching(/^The list is \d+ s old/)]);
	await run({ parameters: { ...list, fresh: true }, items: [{ entity: 'deal' }] });
	expect(asked()).toHaveLength(3);
});
