import { answered } from './toolkit-server';
import { restartProcess } from '../GtmSequencer/sequencer-node';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import type { JsonObject } from '../../../src/mcp/protocol/json-rpc';

jest.setTimeout(60_000);

let sandbox: OpenSandbox;

beforeEach(async () => {
	await restartProcess();
	sandbox = await openSkippingSandbox();
});

afterEach(async () => {
	await sandbox.close();
	await restartProcess();
});

const WATERFALL = {
	vendors: 'waterfall',
	server: ['enrichment.pdl', 'enrichment.hunter'],
};

const call = async (
	toolkits: Parameters<typeof answered>[1],
	name: string,
	values: JsonObject,
): Promise<JsonObject> => {
	const params = { name, arguments: values };
	return (await answered(sandbox, toolkits, { method: 'tools/call', params })).result;
};

const textOf = (result: JsonObject) => (result.content as [{ text: string }])[0].text;
const examples = () => sandbox.sandbox.world.examples;
/** What vendors were asked, apart from whose account it is. */
const vendorsAsked = () => [
	...new Set(
		sandbox.sandbox.log
			.list()
			.filter(({ route }) => route !== 'GET /v2/account')
			.map(({ vendor }) => vendor),
	),
];

describe('a toolkit of several enrichment vendors', () => {
	it('asks one after the other until it knows what is wanted, and says what it spent', async () => {
		const { domain, employees } = examples().account;
		const wanted = ['employees', 'technologies'];
		const { structuredContent } = await call([WATERFALL], 'enrich_company', { domain, wanted });
		expect(structuredContent).toMatchObject({
			status: 'found',
			record: { employees, missing: [], spent: expect.any(Object) },
		});
		expect(vendorsAsked()).toEqual(['pdl', 'hunter']);
	});

	it('goes on with the next where one is down, and says so', async () => {
		sandbox.sandbox.setFault({ vendor: 'pdl', kind: 'server_error' });
		const { domain } = examples().account;
		const { structuredContent } = await call([WATERFALL], 'enrich_company', {
			domain,
			wanted: ['industry'],
		});
		expect(structuredContent).toMatchObject({ status: 'found' });
		sandbox.sandbox.setFault({ vendor: 'hunter', kind: 'server_error' });
		const { email } = examples().person;
		const verifying = { ...WATERFALL, server: ['enrichment.hunter', 'enrichment.clay'] };
		const verified = await call([verifying], 'verify_email', { email });
		expect(verified.structuredContent).toMatchObject({
			status: 'found',
			provider: 'clay',
			notes: [expect.stringContaining('hunter: upstream_error')],
		});
	});

	it('tells what is left with each vendor', async () => {
		const { structuredContent } = await call([WATERFALL], 'credit_balance', {});
		const { record } = structuredContent as { record: Array<{ vendor: string; cost?: object }> };
		expect(record.map(({ vendor }) => vendor)).toEqual(expect.arrayContaining(['hunter']));
		for (const { cost } of record) expect(cost).toMatchObject({ remaining: expect.any(Number) });
	});

	it('reads a company by its address', async () => {
		const { domain, name } = examples().account;
		const { result } = await answered(sandbox, [WATERFALL], {
			method: 'resources/read',
			params: { uri: `enrichment://company/${domain}` },
		});
		expect(JSON.stringify(result.contents)).toContain(name);
	});

	it.each([
		['none', []],
		['a CRM', ['crm.hubspot']],
		['one vendor as text', 'enrichment.pdl'],
	])('that names %s says what to choose', async (_, server) => {
		const asked = answered(sandbox, [{ ...WATERFALL, server }], { method: 'tools/list' });
		await expect(asked).rejects.toThrow('Vendors in Order: choose at least one');
	});
});

describe('a vendor that is down', () => {
	const both = [
		{ server: 'crm.hubspot' },
		{ server: 'crm.attio', options: { prefix: 'attio' } },
		WATERFALL,
	];

	it('costs its own tools an explained error, and nothing else', async () => {
		sandbox.sandbox.setFault({ vendor: 'hubspot', kind: 'server_error' });
		const { email } = examples().person;
		const args = { kind: 'contact', email };
		const failed = await call(both, 'get_record', args);
		expect(failed).toMatchObject({ isError: true });
		expect(textOf(failed)).toMatch(/^upstream_error from HubSpot: /);
		const other = await call(both, 'attio_get_record', args);
		expect(other).toMatchObject({ structuredContent: { status: 'found' } });
		const list = await answered(sandbox, both, { method: 'tools/list' });
		const names = (list.result.tools as Array<{ name: string }>).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['get_record', 'attio_get_record']));
	});
});

describe('credits of a caller', () => {
	it('are refused beyond the budget of the day, with when it renews', async () => {
		const toolkit = { server: 'enrichment.pdl', options: { callerCreditsPerDay: 1 } };
		const [first, second] = sandbox.sandbox.world.accounts;
		const known = await call([toolkit], 'enrich_company', { domain: first?.domain ?? '' });
		expect(known.isError).not.toBe(true);
		const refused = await call([toolkit], 'enrich_company', { domain: second?.domain ?? '' });
		expect(refused).toMatchObject({ isError: true });
		expect(textOf(refused)).toMatch(/a day for each caller .*It renews at .*T00:00:00\.000Z/);
	});
});
