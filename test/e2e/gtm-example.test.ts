import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

import { loggedInClient, n8nContext } from './setup/n8n-context';
import { openSandbox } from '../contract/gtm/sandbox-port';
import { importExample } from '../../scripts/n8n/import-example';
import { exampleCredentials } from '../../scripts/start/examples';

const { artefactFolder, root, url } = n8nContext();
const KEY = 'example-key-0123456789-0123456789';

type Sandbox = Awaited<ReturnType<typeof openSandbox>>;

let sandbox: Sandbox;
let client: Client;

beforeAll(async () => {
	sandbox = await openSandbox();
	const vendors = [...sandbox.sandbox.vendors].map(([id, vendor]) => ({
		id,
		name: vendor.emulator.name,
		baseUrl: `${sandbox.url}/${id}`,
		key: vendor.emulator.keys[0].value,
	}));
	// Under a name of their own: other tests of this n8n have quick start keys of theirs.
	const renamed = (text: string) => text.replaceAll('Quick start MCP keys', 'Prospect tools keys');
	const seeds = exampleCredentials(
		{ n8nUrl: url, mcpKey: KEY, modelUrl: 'http://127.0.0.1:9/v1' },
		{ url: sandbox.url, vendors },
	).map((seed) => ({
		...seed,
		name: renamed(seed.name),
	}));
	const example = await readFile(path.join(root, 'examples/prospect-tools.json'), 'utf8');
	const file = path.join(artefactFolder, 'prospect-tools.json');
	await writeFile(file, renamed(example));
	await importExample(loggedInClient(), file, seeds);
	client = new Client({ name: 'e2e', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
	await client.connect(
		new StreamableHTTPClientTransport(new URL(`${url}/mcp/prospects`), {
			requestInit: { headers: { authorization: `Bearer ${KEY}` } },
		}),
	);
}, 60_000);

afterAll(async () => {
	await client.close();
	await sandbox.close();
});

async function call(name: string, args: Record<string, unknown> = {}) {
	const { structuredContent, content, isError } = await client.callTool({ name, arguments: args });
	// What the tool said, if it failed.
	expect(isError === true ? content : []).toEqual([]);
	return structuredContent as Record<string, unknown>;
}

describe('the example of prospect tools, with no account anywhere', () => {
	it('offers its tools', async () => {
		const { tools } = await client.listTools();
		expect(tools.map(({ name }) => name)).toEqual([
			'find_contact',
			'save_contact',
			'enrich_person',
			'list_sequences',
			'enroll_contact',
		]);
	});

	it('finds a person in the CRM, and says when nobody is there', async () => {
		const { person } = sandbox.sandbox.world.examples;
		expect(await call('find_contact', { email: person.email })).toMatchObject({
			status: 'found',
			record: { email: person.email, title: person.title },
		});
		expect(await call('find_contact', { email: 'nobody@northwind.example' })).toMatchObject({
			status: 'not_found',
		});
	});

	it('saves a person once', async () => {
		const noa = { email: 'noa@northwind.example', first_name: 'Noa', title: 'CRO' };
		expect(await call('save_contact', noa)).toMatchObject({ status: 'created' });
		expect(await call('save_contact', noa)).toMatchObject({ status: 'unchanged' });
	});

	it('enriches a person, and pays once for it', async () => {
		const { person } = sandbox.sandbox.world.examples;
		const first = await call('enrich_person', { email: person.email });
		expect(first).toMatchObject({
			record: { title: expect.any(String), missing: [], spent: expect.any(Object) },
		});
		const again = await call('enrich_person', { email: person.email });
		expect(again).toMatchObject({ record: { spent: {} } });
	});

	it('enrolls a person at most once', async () => {
		const listed = (await call('list_sequences')) as { items: Array<{ record: { id: string } }> };
		const sequence_id = listed.items[0]?.record.id;
		const email = 'iris@northwind.example';
		const first = await call('enroll_contact', { email, sequence_id });
		const again = await call('enroll_contact', { email, sequence_id });
		expect([first.reason, first.status, again.status]).toEqual([undefined, 'created', 'unchanged']);
	});
});
