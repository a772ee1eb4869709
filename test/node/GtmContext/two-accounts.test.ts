import type { INodeParameters } from 'n8n-workflow';

import { CONTEXT_VARIABLE } from '../../../src/n8n/context/graph-switch';
import { contextGraph } from '../../../src/n8n/context/process-graph';
import { GTM_PROCESS } from '../../../src/n8n/gtm/gtm-process';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import { answered } from '../GtmToolkit/toolkit-server';
import { useContextFolder } from './context-folder';

/** Each makes a world of some thousand people. */
jest.setTimeout(120_000);

useContextFolder();

/** Two customers of an agency, each with a HubSpot portal of its own in which ids begin alike. */
let north: OpenSandbox;
let south: OpenSandbox;

beforeEach(async () => {
	delete (globalThis as Record<symbol, unknown>)[GTM_PROCESS];
	north = await openSkippingSandbox();
	south = await openSandbox();
});

afterEach(async () => {
	delete process.env[CONTEXT_VARIABLE];
	await north.close();
	await south.close();
	delete (globalThis as Record<symbol, unknown>)[GTM_PROCESS];
});

const upsert = async (
	portal: OpenSandbox,
	resource: string,
	record: object,
	associations: INodeParameters = {},
) => {
	const parameters: INodeParameters = {
		vendor: 'hubspot',
		authentication: 'apiKey',
		resource,
		operation: 'upsert',
		inputMode: 'json',
		json: JSON.stringify(record),
		associations,
	};
	const { items, hints } = await runGtmNode(portal, { type: 'gtmCrm', parameters });
	expect(hints).toEqual([]);
	expect(items).toMatchObject([{ status: 'created' }]);
	return (items[0]?.record as { id: string }).id;
};

const DANA = { email: 'dana@north-run.com', firstName: 'Dana', lastName: 'Doe' };
const ERIN = { email: 'erin@south-run.com', firstName: 'Erin', lastName: 'Ek' };

const asksWhose = ({ sandbox }: OpenSandbox) =>
	sandbox.log.list().filter(({ url }) => url.includes('/account-info/')).length;

it('records with one id of two portals stay two, and a person of both is one', async () => {
	const ids = [await upsert(north, 'contact', DANA), await upsert(south, 'contact', ERIN)];
	expect(ids[0]).toBe(ids[1]);
	const graph = await contextGraph();
	const named = async ({ email }: { email: string }) =>
		(await graph.getContext({ subject: { email } })).contact?.facts.firstName?.value;
	expect([await named(DANA), await named(ERIN)]).toEqual(['Dana', 'Erin']);
	const byId = { identifiers: [{ kind: 'hubspot:contact', value: ids[0] ?? '' }] };
	const asked = await graph.resolve(byId);
	expect(asked.status).toBe('needs_review');
	expect(asked.candidates).toHaveLength(2);
	await upsert(south, 'contact', DANA);
	const { statistics } = graph;
	expect((await statistics()).entities.contact).toBe(2);
	const { contact } = await graph.getContext({ subject: { email: DANA.email } });
	expect(contact?.facts.firstName?.source).toBe('hubspot');
});

it('nobody is held back by the open deal of the company with the same id of another portal', async () => {
	const companies = [
		await upsert(north, 'company', { name: 'North', domain: 'north-run.com' }),
		await upsert(south, 'company', { name: 'South', domain: 'south-run.com' }),
	];
	expect(companies[0]).toBe(companies[1]);
	const deal = { name: 'North 2027', stage: 'qualifiedtobuy' };
	await upsert(north, 'deal', deal, { companyIds: companies[0] ?? '' });
	const graph = await contextGraph();
	const blocks = async (email: string) => {
		const identifiers = [{ kind: 'email', value: email }];
		await graph.upsertFacts({ type: 'contact', source: 'form:site', identifiers, facts: [] });
		return (await graph.checkAction({ email }, 'enroll')).blocks.map(({ code }) => code);
	};
	expect(await blocks(DANA.email)).toEqual(['open_deal']);
	expect(await blocks(ERIN.email)).toEqual([]);
});

it('a portal is asked whose it is once, whatever reads it, and not at all where the graph is off', async () => {
	process.env[CONTEXT_VARIABLE] = 'off';
	const get = async () => {
		const parameters: INodeParameters = {
			vendor: 'hubspot',
			authentication: 'apiKey',
			resource: 'contact',
			operation: 'get',
			record: { __rl: true, mode: 'email', value: '={{ $json.email }}' },
		};
		const { email } = north.sandbox.world.examples.person;
		const items = [{ email }, { email }, { email }];
		return await runGtmNode(north, { type: 'gtmCrm', parameters, items });
	};
	await get();
	expect(asksWhose(north)).toBe(0);
	delete process.env[CONTEXT_VARIABLE];
	await get();
	await get();
	await answered(north, [{ server: 'crm.hubspot' }], {
		method: 'tools/call',
		params: {
			name: 'get_record',
			arguments: { kind: 'contact', email: north.sandbox.world.examples.person.email },
		},
	});
	expect(asksWhose(north)).toBe(1);
});

it('what was read is not recorded where the portal does not answer whose it is, and the node goes on', async () => {
	const fault = { vendor: 'hubspot', kind: 'unavailable', when: 'before' } as const;
	north.sandbox.setFault({ ...fault, route: 'GET /account-info/2026-09/details' });
	const { items, hints } = await runGtmNode(north, {
		type: 'gtmCrm',
		parameters: {
			vendor: 'hubspot',
			authentication: 'apiKey',
			resource: 'contact',
			operation: 'get',
			record: { __rl: true, mode: 'email', value: north.sandbox.world.examples.person.email },
		},
	});
	expect(items).toMatchObject([{ status: 'found' }]);
	expect(hints.join()).toContain('The context graph did not record');
	expect((await (await contextGraph()).statistics()).entities.contact).toBe(0);
});
