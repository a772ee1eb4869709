import { answered, ask, credentialsOf } from './toolkit-server';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { readStartItem } from '../../../src/n8n/server/flow-start';
import type { JsonObject } from '../../../src/mcp/protocol/json-rpc';
import { SERVERS } from '../../../src/n8n/toolkit/toolkit-settings';
import { exampleIds } from '../GtmCrm/crm-node';
import { LONGEST_RESULT, longestOf } from '../gtm/result-length';
import type { OpenSandbox } from '../gtm/run-gtm-node';

jest.setTimeout(30_000);

const HUBSPOT = { server: 'crm.hubspot' };
const EMAIL = 'amelia.clark@northwind-labs.example';
let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSandbox();
	sandbox.sandbox.log.clear();
});

afterEach(async () => {
	await sandbox.close();
});

const calls = () => sandbox.sandbox.log.list();
const call = (name: string, values: JsonObject, capabilities?: JsonObject) => ({
	method: 'tools/call',
	params: { name, arguments: values },
	...(capabilities && { capabilities }),
});
const listed = async (toolkits: Parameters<typeof ask>[1], method: string) =>
	(await answered(sandbox, toolkits, { method })).result;

describe('a toolkit on the Tools port of the trigger', () => {
	it.each(SERVERS.map(({ value }) => value))(
		'is the server %s: tools, resources and prompts, without asking the vendor or an execution',
		async (server) => {
			const { tools } = (await listed([{ server }], 'tools/list')) as { tools: JsonObject[] };
			expect(tools.length).toBeGreaterThan(0);
			// What cards decide with gives the result of whatever tool is allowed.
			for (const tool of tools.filter(({ name }) => name !== 'decide_approval')) {
				expect(tool).toMatchObject({
					outputSchema: { type: 'object' },
					annotations: { readOnlyHint: expect.any(Boolean) },
				});
			}
			const { resourceTemplates } = await listed([{ server }], 'resources/templates/list');
			expect(resourceTemplates).not.toEqual([]);
			const { prompts } = await listed([{ server }], 'prompts/list');
			expect(prompts).not.toEqual([]);
			expect(calls()).toEqual([]);
		},
	);

	it('says how the vendor has answered lately, and asks nobody for it', async () => {
		const uri = 'hubspot://health/crm';
		const { resources } = await listed([HUBSPOT], 'resources/list');
		expect(resources).toContainEqual(expect.objectContaining({ uri, name: 'HubSpot: Health' }));
		const { result } = await answered(sandbox, [HUBSPOT], {
			method: 'resources/read',
			params: { uri },
		});
		const [content] = result.contents as Array<{ text: string }>;
		expect(JSON.parse(content?.text ?? '')).toMatchObject({
			vendors: [{ provider: 'hubspot', state: 'up' }],
		});
		expect(calls()).toEqual([]);
	});

	it('answers calls in process with what the vendor has', async () => {
		const { contactId } = await exampleIds(sandbox, 'hubspot');
		sandbox.sandbox.log.clear();
		const given = { kind: 'contact', id: contactId };
		const response = await answered(sandbox, [HUBSPOT], call('get_record', given));
		expect(response.result).toMatchObject({
			structuredContent: { status: 'found', provider: 'hubspot', record: { id: contactId } },
		});
		expect(calls().length).toBeGreaterThan(0);
	});

	it('uses a key that somebody mended at once, after the vendor had refused the one before', async () => {
		const credentials = credentialsOf(sandbox);
		const { gtmHubspotApi: right = {} } = credentials;
		credentials.gtmHubspotApi = { ...right, accessToken: 'withdrawn' };
		const { contactId } = await exampleIds(sandbox, 'hubspot');
		const read = { ...call('get_record', { kind: 'contact', id: contactId }), credentials };
		const refused = await answered(sandbox, [HUBSPOT], read);
		expect(refused.result).toMatchObject({ isError: true });
		credentials.gtmHubspotApi = right;
		const { result } = await answered(sandbox, [HUBSPOT], read);
		expect(result).toMatchObject({ structuredContent: { status: 'found' } });
	});

	it('answers in few words by default', async () => {
		const { contactId } = await exampleIds(sandbox, 'hubspot');
		const given = { kind: 'contact', id: contactId };
		const { result } = await answered(sandbox, [HUBSPOT], call('get_record', given));
		expect(result.structuredContent).toMatchObject({ status: 'found' });
		expect(longestOf([result.structuredContent])).toBeLessThanOrEqual(LONGEST_RESULT);
	});

	it('gives only the fields that its owner names', async () => {
		const { contactId } = await exampleIds(sandbox, 'hubspot');
		const toolkit = { ...HUBSPOT, options: { fields: 'email' } };
		const given = { kind: 'contact', id: contactId };
		const { result } = await answered(sandbox, [toolkit], call('get_record', given));
		const { record } = result.structuredContent as { record: object };
		expect(Object.keys(record)).toEqual(['email']);
	});

	it('says what is wrong with arguments that the schema lets pass, and asks nobody', async () => {
		const response = await answered(sandbox, [HUBSPOT], call('get_record', { kind: 'contact' }));
		expect(response.result).toMatchObject({
			isError: true,
			content: [{ text: expect.stringContaining('Use an email or an ID') }],
		});
		expect(calls()).toEqual([]);
	});

	it('reads records by their address, and says what is not there', async () => {
		const read = { method: 'resources/read', params: { uri: 'hubspot://company/nobody.example' } };
		const missing = await answered(sandbox, [HUBSPOT], read);
		expect(missing.error.message).toContain('HubSpot has no such record');
		const { contactId } = await exampleIds(sandbox, 'hubspot');
		const found = await answered(
			sandbox,
			[HUBSPOT],
			call('get_record', { kind: 'contact', id: contactId }),
		);
		const { record } = found.result.structuredContent as { record: { email: string } };
		const uri = `hubspot://contact/${record.email}`;
		const { result } = await answered(sandbox, [HUBSPOT], {
			method: 'resources/read',
			params: { uri },
		});
		expect(result.contents).toMatchObject([{ uri, text: expect.stringContaining(record.email) }]);
	});

	it('completes addresses from the records of the vendor', async () => {
		const ref = { type: 'ref/resource', uri: 'hubspot://contact/{email}' };
		const { result } = await answered(sandbox, [HUBSPOT], {
			method: 'completion/complete',
			params: { ref, argument: { name: 'email', value: '.example' } },
		});
		const { values } = result.completion as { values: string[] };
		expect(values.length).toBeGreaterThan(0);
		for (const value of values) expect(value).toContain('.example');
	});

	it('makes its prompts of the names that its tools have', async () => {
		const toolkit = { ...HUBSPOT, options: { prefix: 'hs' } };
		const { result } = await answered(sandbox, [toolkit], {
			method: 'prompts/get',
			params: { name: 'hs_review_account', arguments: { domain: 'acme.com' } },
		});
		const [message] = result.messages as Array<{ content: { text: string } }>;
		expect(message?.content.text).toContain('acme.com');
		expect(message?.content.text).toContain('hs_get_record');
	});

	it('makes one server with others', async () => {
		const both = [HUBSPOT, { server: 'sequencer.lemlist' }];
		const { tools } = (await listed(both, 'tools/list')) as { tools: Array<{ name: string }> };
		const names = tools.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['get_record', 'enroll_contact']));
	});

	it('that has the names of another asks its owner for a prefix', async () => {
		const both = [HUBSPOT, { server: 'crm.attio' }];
		await expect(ask(sandbox, both, { method: 'tools/list' })).rejects.toThrow('used by two tools');
		const apart = [HUBSPOT, { server: 'crm.attio', options: { prefix: 'attio' } }];
		const { tools } = (await listed(apart, 'tools/list')) as { tools: Array<{ name: string }> };
		expect(tools.map(({ name }) => name)).toContain('attio_get_record');
	});
});

describe('tools that write', () => {
	const save = { kind: 'contact', values: { email: EMAIL, firstName: 'Amelia' } };
	const saved = () => calls().filter(({ method }) => method === 'POST');

	it('are not there if they are off', async () => {
		const { tools } = (await listed([{ ...HUBSPOT, writes: 'off' }], 'tools/list')) as {
			tools: Array<{ name: string; annotations: object }>;
		};
		expect(tools.map(({ name }) => name)).toContain('get_record');
		expect(tools.map(({ name }) => name)).not.toContain('save_record');
		for (const { annotations } of tools) expect(annotations).toMatchObject({ readOnlyHint: true });
	});

	it('write if they are on', async () => {
		const toolkit = { ...HUBSPOT, writes: 'on' };
		const { result } = await answered(sandbox, [toolkit], call('save_record', save));
		expect(result).toMatchObject({ structuredContent: { status: 'created' } });
	});

	it('ask the user of the client first, and write nothing until then', async () => {
		const capabilities = { elicitation: { form: {} } };
		const { response } = await ask(sandbox, [HUBSPOT], call('save_record', save, capabilities));
		expect(response.result).toMatchObject({
			resultType: 'input_required',
			inputRequests: { confirm: { params: { message: expect.stringContaining(EMAIL) } } },
		});
		expect(saved()).toEqual([]);
		const { requestState } = response.result;
		const retry = (action: string) => ({
			...call('save_record', save, capabilities),
			params: {
				name: 'save_record',
				arguments: save,
				requestState,
				inputResponses: { confirm: { action, ...(action === 'accept' && { content: {} }) } },
			},
		});
		const declined = await answered(sandbox, [HUBSPOT], retry('decline'));
		expect(declined.result).toMatchObject({
			isError: true,
			content: [{ text: expect.stringContaining('did not agree') }],
		});
		expect(saved()).toEqual([]);
	});

	it('write when the user agrees', async () => {
		const capabilities = { elicitation: { form: {} } };
		const asked = call('save_record', save, capabilities);
		const { response } = await ask(sandbox, [HUBSPOT], asked);
		const { requestState } = response.result;
		const inputResponses = { confirm: { action: 'accept', content: {} } };
		const params = { ...asked.params, requestState, inputResponses };
		const { result } = await answered(sandbox, [HUBSPOT], { ...asked, params });
		expect(result).toMatchObject({ structuredContent: { status: 'created' } });
	});

	it('wait for the card where the client cannot ask, and write once it is allowed', async () => {
		const { result } = await answered(sandbox, [HUBSPOT], call('save_record', save));
		expect(result).toMatchObject({
			content: [{ text: expect.stringContaining('Nothing was written yet') }],
			structuredContent: { status: 'pending', reason: { code: 'approval_needed' } },
			_meta: { approval: { title: expect.stringContaining('in HubSpot'), arguments: save } },
		});
		expect(saved()).toEqual([]);
		const { id, ticket } = (result._meta as { approval: { id: string; ticket: string } }).approval;
		const decision = call('decide_approval', { id, ticket, decision: 'allow' });
		expect((await answered(sandbox, [HUBSPOT], decision)).result).toMatchObject({
			structuredContent: { status: 'created' },
		});
		expect(saved().filter(({ url }) => url.endsWith('/batch/create'))).toHaveLength(1);
	});
});

describe('calls as executions', () => {
	const toolkit = { ...HUBSPOT, options: { calls: 'execution' } };

	it('start one that goes to the toolkit; reads of resources do not', async () => {
		const { response, start } = await ask(
			sandbox,
			[toolkit],
			call('get_record', { kind: 'contact', id: '1' }),
		);
		expect(readStartItem(start)).toMatchObject({
			call: { name: 'get_record', target: { kind: 'connected', nodeName: 'Toolkit 1' } },
		});
		expect(response.writableEnded).toBe(false);
		const uri = 'hubspot://company/nobody.example';
		const read = await answered(sandbox, [toolkit], { method: 'resources/read', params: { uri } });
		expect(read.error.message).toContain('no such record');
	});

	it('are none where the user has to be asked first', async () => {
		const save = { kind: 'contact', values: { email: EMAIL } };
		const { result } = await answered(sandbox, [toolkit], call('save_record', save));
		expect(result).toMatchObject({ structuredContent: { status: 'pending' } });
	});
});
