import type { INodeExecutionData } from 'n8n-workflow';

import { clientRuntime } from '../../../src/mcp/client/runtime';
import { GtmMcpWatchTrigger } from '../../../nodes/GtmMcpWatchTrigger/GtmMcpWatchTrigger.node';
import { type FeaturePeer, startFeaturePeer } from '../../peers/feature-peer';
import { toPoller } from '../harness/poll';

let peer: FeaturePeer;

beforeEach(async () => {
	peer = await startFeaturePeer();
});

afterEach(async () => {
	await clientRuntime().close();
	await peer.close();
});

const parameters = (watch: string, uri = '') => ({
	server: 'url',
	authentication: 'none',
	serverUrl: peer.url,
	watch,
	uri: { __rl: true, mode: 'name', value: uri },
});

const jsonOf = (items: INodeExecutionData[][] | null) => items?.[0]?.map(({ json }) => json);

it('notes at first what a resource holds, and starts when that changed', async () => {
	const poll = toPoller(new GtmMcpWatchTrigger());
	const account = parameters('resource', 'crm://accounts/acme');
	expect(await poll(account)).toBeNull();
	expect(await poll(account)).toBeNull();
	peer.account.name = 'Acme Inc.';
	expect(jsonOf(await poll(account))).toMatchObject([
		{
			change: 'changed',
			key: 'crm://accounts/acme',
			content: { contents: [{ text: '{"name":"Acme Inc."}' }] },
		},
	]);
	expect(await poll(account)).toBeNull();
});

it('tells tools that come, change and go', async () => {
	const poll = toPoller(new GtmMcpWatchTrigger());
	await poll(parameters('tools'));
	const [search, ...rest] = peer.tools;
	peer.tools = [
		{ ...search, name: 'search', description: 'Finds more' },
		{ name: 'delete_contact', inputSchema: { type: 'object' } },
		...rest.filter(({ name }) => name !== 'report'),
	];
	expect(jsonOf(await poll(parameters('tools')))).toMatchObject([
		{ change: 'changed', key: 'search' },
		{ change: 'added', key: 'delete_contact' },
		{ change: 'removed', key: 'report' },
	]);
});

it('begins anew when it shall watch something else', async () => {
	const poll = toPoller(new GtmMcpWatchTrigger());
	await poll(parameters('tools'));
	expect(await poll(parameters('prompts'))).toBeNull();
	expect(await poll(parameters('resources'))).toBeNull();
});

it('shows in the editor what is there, and keeps nothing', async () => {
	const poll = toPoller(new GtmMcpWatchTrigger(), 'manual');
	expect(jsonOf(await poll(parameters('prompts')))).toMatchObject([
		{ change: 'added', key: 'brief' },
	]);
	expect(jsonOf(await poll(parameters('prompts')))).toHaveLength(1);
});

it('says which parameter is missing', async () => {
	const poll = toPoller(new GtmMcpWatchTrigger());
	await expect(poll(parameters('resource'))).rejects.toThrow("'URI' is empty");
});

it('fails with the reason when the server is down, and forgets nothing', async () => {
	const poll = toPoller(new GtmMcpWatchTrigger());
	const account = parameters('resource', 'crm://accounts/acme');
	await poll(account);
	await peer.close();
	await clientRuntime().close();
	await expect(poll({ ...account, options: { attempts: 1 } })).rejects.toThrow(/Could not reach/);
});
