import type { INodeParameters } from 'n8n-workflow';

import type { Subject } from '../../../src/context/query/subject';
import { clientRuntime } from '../../../src/mcp/client/runtime';
import { CONTEXT_VARIABLE } from '../../../src/n8n/context/graph-switch';
import { contextGraph } from '../../../src/n8n/context/process-graph';
import { startDualEraPeer } from '../../peers/dual-era-peer';
import type { HttpPeer } from '../../peers/http-peer';
import { useContextFolder } from '../GtmContext/context-folder';
import { runClientNode, tool } from './run-client';

useContextFolder();

let peer: HttpPeer;

beforeEach(async () => {
	peer = await startDualEraPeer();
});

afterEach(async () => {
	delete process.env[CONTEXT_VARIABLE];
	await clientRuntime().close();
	await peer.close();
});

const DANA = { email: 'dana@acme.com' };

/** What `echo` of the peer gives back under `received`. */
const FOUND = {
	text: 'one person',
	people: [{ work_email: 'Dana@Acme.com', job: { title: 'CTO', since: null }, ids: [4711] }],
};

const MAPPING = {
	type: 'contact',
	source: 'Clay',
	records: 'received.people',
	identifiers: {
		identifier: [
			{ kind: 'email', field: 'work_email' },
			{ kind: 'hubspot:contact', field: 'ids.0' },
		],
	},
	facts: {
		fact: [
			{ attribute: 'title', field: 'job.title' },
			{ attribute: 'jobSince', field: 'job.since' },
		],
	},
};

async function call(name: string, mappings: object[], json: object = {}, options: object = {}) {
	const finished = await runClientNode({
		parameters: {
			serverUrl: peer.url,
			...tool(name),
			json: JSON.stringify(json),
			options: { graph: { mapping: mappings }, ...options } as INodeParameters,
		},
	});
	const [task] = finished.run.data.resultData.runData.Client ?? [];
	return {
		error: finished.error,
		items: finished.output('Client').map(({ json: item }) => item),
		hints: task?.hints?.map(({ message }) => message) ?? [],
	};
}

const contextOf = async (subject: Subject) => await (await contextGraph()).getContext({ subject });

it('a result is recorded by its mapping, and leaves the node as it came', async () => {
	const { items, hints } = await call('echo', [MAPPING], FOUND);
	expect(items).toEqual([{ received: FOUND }]);
	expect(hints).toEqual([]);
	const byId = { identifiers: [{ kind: 'hubspot:contact', value: '4711' }] };
	for (const subject of [DANA, byId]) {
		expect(await contextOf(subject)).toMatchObject({
			status: 'resolved',
			contact: { facts: { title: { value: 'CTO', source: 'clay' } } },
		});
	}
	const { contact } = await contextOf(DANA);
	expect(Object.keys(contact?.facts ?? {})).not.toContain('jobSince');
});

it('a list of records is recorded one by one, whatever the node outputs of it', async () => {
	const company = {
		type: 'account',
		identifiers: { identifier: [{ kind: 'domain', field: 'domain' }] },
		facts: { fact: [{ attribute: 'website', field: 'domain' }] },
	};
	await call('companies', [company], {}, { output: 'raw' });
	for (const domain of ['n8n.io', 'octavehq.com']) {
		const { account } = await contextOf({ domain });
		expect(account?.facts).toMatchObject({ website: { value: domain, source: 'mcp' } });
	}
});

it('a node without a mapping records nothing', async () => {
	await call('echo', [], FOUND);
	expect(await contextOf(DANA)).toMatchObject({ status: 'not_found' });
});

it('an n8n whose graph is off records nothing', async () => {
	process.env[CONTEXT_VARIABLE] = 'off';
	expect((await call('echo', [MAPPING], FOUND)).hints).toEqual([]);
	expect(await contextOf(DANA)).toMatchObject({ status: 'not_found' });
});

it('what a tool says of its own failure is no fact', async () => {
	const text = {
		type: 'contact',
		identifiers: { identifier: [{ kind: 'hubspot:contact', field: 'text' }] },
		facts: { fact: [{ attribute: 'note', field: 'text' }] },
	};
	expect((await call('fails', [text], {}, { toolFailure: 'output' })).hints).toEqual([]);
	const { changes } = await (await contextGraph()).changesSince({ limit: 1 });
	expect(changes).toEqual([]);
});

it.each([
	[
		'has none of the identifiers',
		{ ...MAPPING, records: '' },
		/A record of the result has none of the fields work_email, ids.0, and was not recorded/,
	],
	['has no facts', { ...MAPPING, facts: {} }, /Facts is empty. Add one, such as title/],
	['has no identifiers', { ...MAPPING, identifiers: {} }, /Identifiers is empty/],
	[
		'has an incomplete row',
		{ ...MAPPING, facts: { fact: [{ attribute: 'title', field: '' }] } },
		/not complete/,
	],
	[
		'names what is no attribute',
		{ ...MAPPING, facts: { fact: [{ attribute: 'Job Title', field: 'job.title' }] } },
		/did not record 1 of 1 observations: .*attribute/,
	],
	['takes the graph for a source', { ...MAPPING, source: 'context' }, /was read from the context/],
])('a mapping that %s is a hint, and the call stands', async (_, mapping, hint) => {
	const { items, hints, error } = await call('echo', [mapping], FOUND);
	expect(error).toBeUndefined();
	expect(items).toEqual([{ received: FOUND }]);
	expect(hints).toEqual([expect.stringMatching(hint)]);
	expect(await contextOf(DANA)).toMatchObject({ status: 'not_found' });
});
