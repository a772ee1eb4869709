import type { INodeParameters } from 'n8n-workflow';

import { clientRuntime } from '../../../src/mcp/client/runtime';
import { type FeaturePeer, startFeaturePeer } from '../../peers/feature-peer';
import { PIXEL } from '../../peers/peer-tools';
import { type ClientNode, runClientNode, tool } from './run-client';

let peer: FeaturePeer;

beforeEach(async () => {
	peer = await startFeaturePeer();
});

afterEach(async () => {
	await clientRuntime().close();
	await peer.close();
});

const run = async (node: ClientNode) =>
	await runClientNode({
		...node,
		parameters: { serverUrl: peer.url, ...node.parameters },
	});

const output = async (parameters: INodeParameters, items?: ClientNode['items']) => {
	const finished = await run({ parameters, items });
	expect(finished.error).toBeUndefined();
	return finished.output('Client');
};

const picked = (value: string) => ({ __rl: true, mode: 'name', value });

describe('Resource', () => {
	it('is read: JSON comes parsed, with the item it belongs to', async () => {
		const items = await output(
			{ operation: 'readResource', uri: picked('=crm://accounts/{{ $json.id }}') },
			[{ id: 'acme' }, { id: 'other' }],
		);
		expect(items).toEqual([
			{
				json: {
					uri: 'crm://accounts/acme',
					mimeType: 'application/json',
					data: { name: 'Acme' },
				},
				pairedItem: { item: 0 },
			},
			expect.objectContaining({ pairedItem: { item: 1 } }),
		]);
	});

	it('becomes binary data where it is not text', async () => {
		const [item] = await output({
			operation: 'readResource',
			uri: picked('crm://logo'),
		});
		expect(item?.json).toEqual({ uri: 'crm://logo', mimeType: 'image/png' });
		expect(item?.binary?.data).toMatchObject({ mimeType: 'image/png', data: PIXEL });
	});

	it('comes as the protocol has it when asked for raw', async () => {
		const [item] = await output({
			operation: 'readResource',
			uri: picked('crm://logo'),
			options: { output: 'raw' },
		});
		expect(item?.json.contents).toEqual([expect.objectContaining({ blob: PIXEL })]);
	});

	it('is listed, an item each', async () => {
		const items = await output({ operation: 'listResources', returnAll: true });
		expect(items.map(({ json }) => json.uri)).toEqual(['crm://accounts/acme', 'crm://logo']);
	});

	it('has templates, which are listed', async () => {
		const items = await output({ operation: 'listResourceTemplates' });
		expect(items).toMatchObject([{ json: { uriTemplate: 'crm://accounts/{domain}' } }]);
	});

	it('that is not named is an error that says so', async () => {
		const { error } = await run({
			parameters: { operation: 'readResource', uri: picked('={{ $json.none }}') },
		});
		expect(error?.message).toBe("'URI' is empty");
	});
});

describe('Prompt', () => {
	it('is got with its arguments as texts', async () => {
		const [item] = await output({
			operation: 'getPrompt',
			prompt: picked('brief'),
			promptInputMode: 'json',
			promptJson: '{"account":"acme","tone":3,"none":null}',
		});
		expect(item?.json.text).toBe('Brief me: {"account":"acme","tone":"3"}');
		expect(item?.json.messages).toEqual([
			{ role: 'user', text: expect.any(String) },
			{ role: 'user', type: 'image' },
		]);
		expect(item?.binary?.data).toMatchObject({ mimeType: 'image/png' });
	});

	it('takes its arguments from a form, too', async () => {
		const [item] = await output({
			operation: 'getPrompt',
			prompt: picked('brief'),
			promptInputMode: 'form',
			promptForm: { mappingMode: 'defineBelow', value: { account: 'acme', tone: '' }, schema: [] },
		});
		expect(item?.json.text).toBe('Brief me: {"account":"acme"}');
	});

	it('is listed with its arguments', async () => {
		const items = await output({ operation: 'listPrompts' });
		expect(items).toMatchObject([
			{ json: { name: 'brief', arguments: [{ name: 'account' }, {}] } },
		]);
	});
});

describe('Completion', () => {
	it('gives what the server suggests, for what is known so far', async () => {
		const [item] = await output({
			operation: 'complete',
			reference: 'prompt',
			prompt: picked('brief'),
			argument: 'account',
			value: 'ac',
			known: { argument: [{ name: 'tone', value: 'warm' }] },
		});
		expect(item?.json).toEqual({ values: ['acme', '{"tone":"warm"}'], total: 2 });
	});

	it('completes the variables of templates', async () => {
		const [item] = await output({
			operation: 'complete',
			reference: 'template',
			template: picked('crm://accounts/{domain}'),
			argument: 'domain',
			value: 'ac',
		});
		expect(item?.json.values).toContain('acme');
	});
});

describe('Server', () => {
	it('says what it is, and the digests of its tools', async () => {
		const [item] = await output({ operation: 'serverInfo' });
		expect(item?.json).toMatchObject({
			title: 'Feature Peer',
			version: '2.0.0',
			instructions: 'Search before you create.',
			era: 'modern',
			tools: 6,
			toolsDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
		});
	});

	it('is an item of its own when it is down, not an error', async () => {
		const items = await output({
			operation: 'checkHealth',
			options: { fallbackServers: { server: [{ url: 'http://127.0.0.1:1/mcp' }] } },
		});
		expect(items.map(({ json }) => json.healthy)).toEqual([true, false]);
		expect(items[0]?.json).toMatchObject({ tools: 6, latencyMs: expect.any(Number) });
	});
});

describe('Session', () => {
	it('is read back: what was done, in which order', async () => {
		const key = 'account-1';
		await output({ ...tool('search'), json: '{"q":"x"}', options: { sessionKey: key } });
		await output({
			operation: 'readResource',
			uri: picked('crm://logo'),
			options: { sessionKey: key },
		});
		const items = await output({ operation: 'readSession', sessionKey: key });
		const steps = items.map(({ json }) => [json.method, json.subject, json.outcome]);
		expect(steps).toContainEqual(['tools/call', 'search', 'done']);
		expect(steps.at(-1)).toEqual(['resources/read', 'crm://logo', 'done']);
	});

	it('is that of the execution when no key is chosen, and of nobody else', async () => {
		await output({ ...tool('search'), options: { sessionKey: 'test-execution' } });
		const items = await output({ operation: 'readSession' });
		expect(items.map(({ json }) => json.subject)).not.toContain('search');
	});

	it('begins anew once it is forgotten', async () => {
		await output({ ...tool('search'), options: { sessionKey: 'k' } });
		await output({ operation: 'readSession', sessionKey: 'k', forget: true });
		expect(await output({ operation: 'readSession', sessionKey: 'k' })).toEqual([]);
	});
});

describe('the result of a tool', () => {
	it('is cut to the fields that are named', async () => {
		const [item] = await output({
			...tool('search'),
			options: { output: 'selected', fields: 'name, owner.email' },
		});
		expect(item?.json).toEqual({ name: 'Acme', owner: { email: 'ada@acme.com' } });
	});

	it('comes with what its links lead to, when asked for', async () => {
		const [item] = await output({ ...tool('report'), options: { fetchLinks: true } });
		expect(item?.json.resources).toMatchObject([{ uri: 'crm://accounts/acme' }]);
		expect(item?.json.links).toBeUndefined();
		expect(item?.binary?.data).toMatchObject({ mimeType: 'image/png' });
	});

	it('keeps its links when not', async () => {
		const [item] = await output(tool('report'));
		expect(item?.json.links).toHaveLength(2);
	});

	it('has a report of what was done, when asked for', async () => {
		const [item] = await output({ ...tool('search'), options: { includeReport: true } });
		expect(item?.json._mcp).toMatchObject({ endpoint: peer.url, attempts: 1, era: 'modern' });
	});
});

describe('many items', () => {
	it('are handled so many at a time, and come out in their order', async () => {
		const items = Array.from({ length: 12 }, (_, n) => ({ n }));
		const outputs = await output(
			{
				...tool('create_contact'),
				json: '={{ { email: $json.n + "@acme.com", address: { city: "x" } } }}',
				options: { concurrency: 5 },
			},
			items,
		);
		expect(outputs.map(({ json }) => json.email)).toEqual(items.map(({ n }) => `${n}@acme.com`));
		expect(peer.calls).toHaveLength(12);
	});
});
