import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { GtmContext } from '../../../nodes/GtmContext/GtmContext.node';
import { stateKey } from '../../../src/base/process-state';
import { CONTEXT_VARIABLE } from '../../../src/n8n/context/graph-switch';
import { GTM_PROCESS, gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import { LONGEST_CONTEXT, longestOf } from '../gtm/result-length';
import { type GtmRun, type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { answered } from '../GtmToolkit/toolkit-server';
import { runWorkflow } from '../harness/run-workflow';

let folder: string;
let sandbox: OpenSandbox;
const { N8N_USER_FOLDER } = process.env;

/** Each test has a store of its own. */
function forgetOpenGraph(): void {
	const shared = globalThis as Record<symbol, unknown>;
	delete shared[stateKey('context', 4)];
	delete shared[stateKey('observer', 2)];
	delete shared[GTM_PROCESS];
}

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'gtm-context-'));
	process.env.N8N_USER_FOLDER = folder;
	forgetOpenGraph();
	sandbox = await openSkippingSandbox();
});

afterEach(async () => {
	await sandbox.close();
	forgetOpenGraph();
	delete process.env[CONTEXT_VARIABLE];
	if (N8N_USER_FOLDER === undefined) delete process.env.N8N_USER_FOLDER;
	else process.env.N8N_USER_FOLDER = N8N_USER_FOLDER;
	rmSync(folder, { recursive: true, force: true });
});

const email = () => sandbox.sandbox.world.examples.person.email;

async function askGraph(parameters: INodeParameters) {
	const finished = await runWorkflow(
		{
			nodes: [
				{
					name: 'Node',
					type: 'test.gtmContext',
					parameters: { findBy: 'email', value: email(), options: {}, ...parameters },
				},
			],
			connections: {},
		},
		{ nodeTypes: [new GtmContext()], startItems: [{ json: {} }] },
	);
	return finished.output('Node')[0]?.json;
}

const contextOfPerson = async () =>
	await askGraph({ resource: 'prospect', operation: 'getContext' });

/** The nodes of a usual morning: a CRM, a vendor of data, a sequencer. */
function nodesOf(options: INodeParameters = {}): GtmRun[] {
	return [
		{
			type: 'gtmCrm',
			parameters: {
				vendor: 'hubspot',
				authentication: 'apiKey',
				resource: 'contact',
				operation: 'upsert',
				inputMode: 'json',
				json: JSON.stringify({ email: email(), title: 'Head of Fun' }),
				options,
			},
		},
		{
			type: 'gtmEnrichment',
			parameters: {
				resource: 'waterfall',
				operation: 'person',
				vendor: ['apollo', 'pdl'],
				wanted: 'seniority',
				options: { perRun: 10, perDay: 10, ...options },
				email: email(),
			},
		},
	];
}

it('the graph answers with what the nodes before it have seen, each fact with its source', async () => {
	for (const node of nodesOf()) expect((await runGtmNode(sandbox, node)).hints).toEqual([]);
	const context = await contextOfPerson();
	expect(context).toMatchObject({
		status: 'resolved',
		contact: { facts: { title: { value: 'Head of Fun', source: 'hubspot' } } },
	});
	expect(longestOf([context])).toBeLessThanOrEqual(LONGEST_CONTEXT);
	const { facts } = context?.contact as { facts: Record<string, { source: string }> };
	const sources = new Set(Object.values(facts).map(({ source }) => source));
	expect([...sources].filter((source) => source !== 'hubspot')).toEqual(['apollo']);
});

it('a node that is told so keeps what it sees to itself', async () => {
	const nodes = nodesOf({ updateContextGraph: false });
	for (const node of nodes) await runGtmNode(sandbox, node);
	expect(await contextOfPerson()).toMatchObject({ status: 'not_found' });
});

it('an n8n whose graph is off records nothing', async () => {
	process.env[CONTEXT_VARIABLE] = 'off';
	for (const node of nodesOf()) await runGtmNode(sandbox, node);
	expect(await contextOfPerson()).toMatchObject({ status: 'not_found' });
});

/** A client of a server reads the person by a tool of a ready server, in process. */
async function readByTool(options: INodeParameters = {}): Promise<void> {
	const { result } = await answered(sandbox, [{ server: 'crm.hubspot', options }], {
		method: 'tools/call',
		params: { name: 'get_record', arguments: { kind: 'contact', email: email() } },
	});
	expect(result).toMatchObject({ structuredContent: { status: 'found' } });
}

it('a tool of a toolkit feeds the graph as the node does, with all fields, whatever the model sees', async () => {
	await readByTool({ fields: 'email' });
	expect(await contextOfPerson()).toMatchObject({
		status: 'resolved',
		contact: { facts: { title: { source: 'hubspot' } } },
	});
});

it('a toolkit that is told so keeps what it sees to itself', async () => {
	await readByTool({ updateContextGraph: false });
	expect(await contextOfPerson()).toMatchObject({ status: 'not_found' });
});

it('what is looked up while somebody types teaches the graph nothing', async () => {
	const ref = { type: 'ref/resource', uri: 'hubspot://contact/{email}' };
	await answered(sandbox, [{ server: 'crm.hubspot' }], {
		method: 'completion/complete',
		params: { ref, argument: { name: 'email', value: email().slice(0, 8) } },
	});
	expect(await contextOfPerson()).toMatchObject({ status: 'not_found' });
});

const MAIL = { resource: 'prospect', operation: 'checkAction', planned: 'email' };

const onTheList = (operation: string): GtmRun => ({
	type: 'gtmSequencer',
	parameters: { resource: 'suppression', operation, who: email() },
});

it('whoever is put on the suppression list is blocked in the graph, until they are taken off', async () => {
	await runGtmNode(sandbox, onTheList('add'));
	expect(await askGraph(MAIL)).toMatchObject({ allowed: false, blocks: [{ code: 'suppressed' }] });
	await runGtmNode(sandbox, onTheList('remove'));
	expect(await askGraph(MAIL)).toMatchObject({ allowed: true });
});

it('whoever is suppressed in the graph is on the list that the nodes ask before they write', async () => {
	const suppress = { resource: 'identity', operation: 'suppress', source: 'support' };
	await askGraph({ ...suppress, reason: 'unsubscribed' });
	const [write] = nodesOf();
	if (!write) throw new Error('there is no node');
	const { items } = await runGtmNode(sandbox, write);
	expect(items).toMatchObject([{ status: 'suppressed' }]);
});

it('what the graph refuses is not on the list of the nodes either', async () => {
	const suppress = { resource: 'identity', operation: 'suppress', reason: 'unsubscribed' };
	// The graph itself is nobody's source.
	expect(await askGraph({ ...suppress, source: 'context' })).toBeUndefined();
	const [write] = nodesOf();
	if (!write) throw new Error('there is no node');
	const { items } = await runGtmNode(sandbox, write);
	expect(items).not.toMatchObject([{ status: 'suppressed' }]);
});

it('what took a vendor minutes is in the graph when it is told, and is forgotten with the person', async () => {
	const { linkedinUrl } = sandbox.sandbox.world.examples.person;
	const run = async (resource: string, operation: string, more: INodeParameters) =>
		await runGtmNode(sandbox, {
			type: 'gtmEnrichment',
			parameters: { vendor: 'fullenrich', resource, operation, ...more },
		});
	await run('person', 'enrich', { known: { linkedinUrl }, options: { followSeconds: 0 } });
	expect(await contextOfPerson()).toMatchObject({ status: 'not_found' });
	await gtmProcess().clock.sleep(90_000);
	const { items } = await run('job', 'finished', {});
	expect(items).toMatchObject([{ record: { jobs: [{ record: { email: email() } }] } }]);
	expect(await contextOfPerson()).toMatchObject({
		contact: { facts: { title: { source: 'fullenrich' } } },
	});
	const forgotten = await askGraph({ resource: 'identity', operation: 'forget' });
	expect(forgotten).toMatchObject({ deleted: { ledger_answer: 1, ledger_job: 1 } });
	expect((await run('job', 'finished', {})).items).toMatchObject([{ record: { jobs: [] } }]);
});

it('a vendor is asked anew about somebody who was forgotten: its answer was not kept', async () => {
	const [, waterfall] = nodesOf();
	if (!waterfall) throw new Error('there is no node');
	const asked = () => sandbox.sandbox.log.list().length;
	await runGtmNode(sandbox, waterfall);
	const first = asked();
	await runGtmNode(sandbox, waterfall);
	expect(asked()).toBe(first);
	const forgotten = await askGraph({ resource: 'identity', operation: 'forget' });
	expect(forgotten).toMatchObject({
		status: 'forgotten',
		deleted: { ledger_answer: expect.any(Number) },
	});
	await runGtmNode(sandbox, waterfall);
	expect(asked()).toBeGreaterThan(first);
});
