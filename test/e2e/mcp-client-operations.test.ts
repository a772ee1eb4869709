import { startEverythingServer, type EverythingServer } from './clients/everything-server';
import {
	byName,
	call,
	failureOf,
	jsonOf,
	outputOf,
	runClientStep,
	type Step,
} from './setup/client-step';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import type { N8nRestClient } from '../../scripts/n8n/rest-client';

const { root } = n8nContext();

let n8n: N8nRestClient;
let everything: EverythingServer;

beforeAll(async () => {
	n8n = loggedInClient();
	everything = await startEverythingServer(root);
}, 60_000);

afterAll(async () => await everything.stop());

const run = async ({ parameters, ...step }: Step) =>
	await runClientStep(n8n, {
		...step,
		parameters: { serverUrl: everything.url, ...parameters },
	});

describe('resources', () => {
	it('are listed, and the templates too', async () => {
		const listed = await run({
			parameters: { operation: 'listResources', returnAll: false, limit: 2 },
		});
		expect(jsonOf(listed)).toMatchObject([{ uri: expect.stringMatching(/^demo:/) }, {}]);
		const templates = await run({
			parameters: { operation: 'listResourceTemplates', returnAll: true },
		});
		expect(jsonOf(templates).map(({ uriTemplate }) => uriTemplate)).toContain(
			'demo://resource/dynamic/text/{resourceId}',
		);
	});

	it('are read for each item, text as text and the rest as binary data', async () => {
		const execution = await run({
			parameters: { operation: 'readResource', uri: byName('={{ $json.uri }}') },
			items: [{ uri: 'demo://resource/dynamic/text/7' }, { uri: 'demo://resource/dynamic/blob/8' }],
		});
		const [text, blob] = outputOf(execution);
		expect(text).toMatchObject({
			json: { text: expect.stringContaining('Resource 7') },
			pairedItem: { item: 0 },
		});
		expect(blob).toMatchObject({ binary: { data: expect.anything() }, pairedItem: { item: 1 } });
	});

	it('that are not there are an error that names the server’s reason', async () => {
		const execution = await run({
			parameters: { operation: 'readResource', uri: byName('demo://nothing') },
		});
		expect(execution.status).toBe('error');
		expect(failureOf(execution)?.message).toContain('demo://nothing');
	});
});

describe('prompts', () => {
	it('are listed and filled in', async () => {
		const listed = await run({
			parameters: { operation: 'listPrompts', returnAll: true },
		});
		expect(jsonOf(listed).map(({ name }) => name)).toContain('args-prompt');
		const got = await run({
			parameters: {
				operation: 'getPrompt',
				prompt: byName('args-prompt'),
				promptInputMode: 'json',
				promptJson: '={{ JSON.stringify($json) }}',
			},
			items: [{ city: 'Berlin', state: 'BE' }],
		});
		expect(jsonOf(got)).toMatchObject([{ text: expect.stringContaining('Berlin') }]);
	});
});

describe('completion', () => {
	it('suggests values for an argument, knowing the others', async () => {
		const parameters = {
			operation: 'complete',
			reference: 'prompt',
			prompt: byName('completable-prompt'),
		};
		const departments = await run({
			parameters: { ...parameters, argument: 'department', value: 'S' },
		});
		expect(jsonOf(departments)).toMatchObject([{ values: expect.arrayContaining(['Sales']) }]);
		const names = await run({
			parameters: {
				...parameters,
				argument: 'name',
				value: '',
				known: { argument: [{ name: 'department', value: 'Sales' }] },
			},
		});
		expect(jsonOf(names)).toMatchObject([{ values: expect.arrayContaining(['David']) }]);
	});
});

describe('results of tools', () => {
	it('have their resource links fetched on demand', async () => {
		const execution = await run({
			parameters: {
				...call('get-resource-links', { count: 2 }),
				options: { fetchLinks: true },
			},
		});
		expect(failureOf(execution)).toBeUndefined();
		expect(JSON.stringify(outputOf(execution))).toContain('Resource 2');
	});

	it('are reduced to the fields that are wanted', async () => {
		const execution = await run({
			parameters: {
				...call('get-structured-content', { location: 'Chicago' }),
				options: { output: 'selected', fields: 'temperature' },
			},
		});
		expect(jsonOf(execution)).toEqual([{ temperature: expect.any(Number) }]);
	});
});

describe('a server that asks', () => {
	const ask = (changes: object) => ({ ...call('trigger-elicitation-request'), ...changes });

	it('gets what the item says, and the defaults of its form', async () => {
		const execution = await run({
			parameters: ask({
				options: {
					elicitation: 'values',
					elicitationValues: '={{ JSON.stringify({ name: $json.name }) }}',
				},
			}),
			items: [{ name: 'Dana' }],
		});
		const said = JSON.stringify(jsonOf(execution));
		expect(said).toContain('Dana');
		expect(said).toContain('It was a dark and stormy night.');
	});

	it.each([
		['decline', 'declined'],
		['cancel', 'cancelled'],
		['defaults', 'declined'],
	])('gets no for an answer: %s', async (elicitation, says) => {
		const execution = await run({ parameters: ask({ options: { elicitation } }) });
		expect(JSON.stringify(jsonOf(execution))).toContain(says);
	});

	it('is told of the roots that the node names', async () => {
		const execution = await run({
			parameters: {
				...call('get-roots-list'),
				options: { roots: { root: [{ uri: 'file:///data/accounts', name: 'Accounts' }] } },
			},
		});
		expect(JSON.stringify(jsonOf(execution))).toContain('file:///data/accounts');
	});
});

describe('work that takes long', () => {
	it('is followed as a task where the tool is one', async () => {
		const execution = await run({
			parameters: {
				...call('simulate-research-query', { topic: 'revops' }),
				options: { elicitation: 'defaults' },
			},
		});
		expect(failureOf(execution)).toBeUndefined();
		expect(JSON.stringify(jsonOf(execution))).toContain('revops');
	});

	it('may take longer than the time-out as long as it tells progress', async () => {
		const execution = await run({
			parameters: {
				...call('trigger-long-running-operation', { duration: 4, steps: 8 }),
				options: { timeout: 2 },
			},
		});
		expect(failureOf(execution)).toBeUndefined();
	});
});

describe('a session', () => {
	it('is what was read and done, in order, read back by a later step', async () => {
		const sessionKey = `e2e-${crypto.randomUUID()}`;
		const options = { sessionKey };
		const server = { serverUrl: everything.url };
		const execution = await run({
			parameters: { ...call('echo', { message: 'a' }), options },
			then: [
				{
					...server,
					operation: 'readResource',
					uri: byName('demo://resource/dynamic/text/1'),
					options,
				},
				{ operation: 'readSession', sessionKey, forget: true },
				{ operation: 'readSession', sessionKey },
			],
		});
		expect(failureOf(execution)).toBeUndefined();
		const done = jsonOf(execution, 'Client 3');
		const methods = done.map(({ method, subject }) => `${String(method)} ${String(subject)}`);
		expect(methods).toContain('tools/call echo');
		expect(methods.at(-1)).toBe('resources/read demo://resource/dynamic/text/1');
		expect(JSON.stringify(done)).not.toContain('"message":"a"');
		expect(jsonOf(execution, 'Client 4')).toEqual([]);
	});
});

describe('guard rails', () => {
	it('hold back a tool that may write, a denied one, and all of them once they changed', async () => {
		const guarded = async (tool: string, changes: object) =>
			failureOf(
				await run({ parameters: { ...call(tool), options: { writes: 'blocked' }, ...changes } }),
			);
		const writes = await guarded('toggle-simulated-logging', {});
		expect(writes?.message).toContain('can change data');
		const denied = await guarded('get-env', { options: { deny: 'get-*' } });
		expect(denied?.message).toContain('get-env');
		const changed = await guarded('echo', {
			...call('echo', { message: 'x' }),
			options: { pin: 'sha256-of-another-day', onChange: 'stop' },
		});
		expect(changed?.message).toContain('changed since your review');
	});
});
