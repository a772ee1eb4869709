import { declareCatalog, declarePrompt } from '../doubles/declarations';
import { legacy, modern } from '../doubles/messages';
import { declareProvider } from '../doubles/providers';
import { settle, TestServer } from '../doubles/test-server';
import type { HttpRequest } from '../../../../../../src/mcp/server/endpoint';
import { withProviders } from '../../../../../../src/mcp/server/provider/declarations';
import type { InProcessCall } from '../../../../../../src/mcp/server/provider/in-process-call';
import type {
	CompletionRequest,
	Provider,
	ProviderPrompt,
	ProviderTemplate,
} from '../../../../../../src/mcp/server/provider/provider';
import { ProviderError } from '../../../../../../src/mcp/server/provider/provider-error';
import type { Principal } from '../../../../../../src/mcp/server/principal';

const dana: Principal = { kind: 'apiKey', label: 'Dana' };
const SECRET = 'postgres://user:pass@db';
const URI = 'gtm://account/acme.com';

const account = (changes: Partial<ProviderTemplate> = {}): ProviderTemplate => ({
	uriTemplate: 'gtm://account/{domain}',
	name: 'Account',
	mimeType: 'application/json',
	read: async ({ arguments: { domain } }) => ({
		text: JSON.stringify({ domain, employees: 50, secret: 'x' }),
	}),
	...changes,
});

const brief = (changes: Partial<ProviderPrompt> = {}): ProviderPrompt => ({
	name: 'brief',
	title: 'Brief me',
	description: 'Prepares a meeting',
	arguments: [
		{ name: 'domain', required: true },
		{ name: 'tone', required: false, values: ['formal', 'friendly'] },
	],
	get: async ({ arguments: { domain } }) => [
		{ role: 'user', content: { type: 'text', text: `Brief me on ${String(domain)}.` } },
		{
			role: 'user',
			content: {
				type: 'resource',
				resource: {
					uri: URI,
					mimeType: 'application/json',
					text: '{"employees":50,"secret":"x"}',
				},
			},
		},
	],
	...changes,
});

const server = (changes: Partial<Provider>) =>
	new TestServer(withProviders(declareCatalog(), [declareProvider(changes)]));

async function send(to: TestServer, request: HttpRequest, principal?: Principal) {
	const response = await to.send(request, principal);
	await settle();
	return response;
}

describe('a resource of a provider', () => {
	it('is listed and read beside those of the workflow, without a flow, with a record', async () => {
		const pricing = { uri: 'gtm://metrics', name: 'Metrics', read: async () => ({ text: 'none' }) };
		const to = server({ resources: [pricing], templates: [account()] });
		const { resources } = (await send(to, modern('resources/list'))).result;
		expect(resources).toMatchObject([{ uri: 'crm://pricing' }, { uri: 'gtm://metrics' }]);
		const listed = (await send(to, modern('resources/templates/list'))).result;
		expect(listed.resourceTemplates).toMatchObject([
			{ uriTemplate: 'crm://lead/{id}' },
			{ uriTemplate: 'gtm://account/{domain}', mimeType: 'application/json' },
		]);
		const response = await send(to, modern('resources/read', { uri: URI }), dana);
		expect(response.result).toMatchObject({
			contents: [
				{ uri: URI, mimeType: 'application/json', text: expect.stringContaining('acme.com') },
			],
			ttlMs: 0,
			cacheScope: 'private',
		});
		expect(to.started).toEqual([]);
		expect(to.policy.records).toMatchObject([
			{ outcome: 'ok', attempt: { kind: 'resource', name: URI, offer: 'gtm://account/{domain}' } },
		]);
		expect(to.policy.underWay).toBe(0);
	});

	it('hears who reads, for which server and workflow', async () => {
		const calls: InProcessCall[] = [];
		const read: ProviderTemplate['read'] = async (call) => {
			calls.push(call);
			return { text: '' };
		};
		const to = server({ templates: [account({ read })] });
		await send(to, modern('resources/read', { uri: URI }), dana);
		expect(calls).toMatchObject([
			{
				name: URI,
				arguments: { uri: URI, domain: 'acme.com' },
				principal: dana,
				client: { name: 'Inspector' },
				server: 'server',
				workflow: 'workflow-1',
			},
		]);
		const session = await to.openSession({}, dana);
		await send(to, legacy('resources/read', { uri: URI }, session), dana);
		expect(calls[1]).toMatchObject({ client: { name: 'Cursor' }, session: expect.any(String) });
	});

	it('gives each caller its fields only', async () => {
		const to = server({ templates: [account({ resultFields: ['domain', 'employees'] })] });
		const read = modern('resources/read', { uri: URI });
		expect((await send(to, read)).text).not.toContain('secret');
		const response = await send(to, read, { ...dana, resultFields: ['employees', 'secret'] });
		expect(response.result.contents).toMatchObject([{ text: '{"employees":50}' }]);
	});

	it('is held to the largest result', async () => {
		const read = async () => ({ text: 'x'.repeat(5000) });
		const response = await send(
			server({ templates: [account({ read })] }),
			modern('resources/read', { uri: URI }),
		);
		expect(response.error.message).toContain('more than the 4 kB');
	});

	it.each([
		['the scope is missing', { requiredScope: 'crm.read' }, { kind: 'jwt', label: 'K' }],
		['the key may not', {}, { ...dana, allowed: { resources: ['crm://*'] } }],
	] as Array<[string, Partial<ProviderTemplate>, Principal]>)(
		'is not read if %s',
		async (_, changes, principal) => {
			const read = jest.fn<Promise<{ text: string }>, [InProcessCall]>();
			const to = server({ templates: [account({ ...changes, read })] });
			const response = await send(to, modern('resources/read', { uri: URI }), principal);
			expect(response.error).toBeDefined();
			expect(read).not.toHaveBeenCalled();
		},
	);

	it.each([
		['2026-07-28', modern('resources/read', { uri: URI }), -32602],
		['older revisions', legacy('resources/read', { uri: URI }), -32002],
	])('that is not there is said to be so, as %s say it', async (_, request, code) => {
		const read = async () => {
			throw new ProviderError('No account has the domain acme.com.', 'notFound');
		};
		const to = server({ templates: [account({ read })] });
		expect((await send(to, request)).error).toMatchObject({
			code,
			message: 'No account has the domain acme.com.',
			data: { uri: URI },
		});
		expect(to.policy.outcomes).toEqual(['protocolError']);
		expect(to.reported).toEqual([]);
	});

	it('keeps its secrets when it fails, and reports them to the owner', async () => {
		const read = async () => await Promise.reject(new Error(SECRET));
		const to = server({ templates: [account({ read })] });
		const response = await send(to, modern('resources/read', { uri: URI }));
		expect(response.error).toMatchObject({ code: -32603, message: expect.stringContaining(URI) });
		expect(response.text).not.toContain(SECRET);
		expect(to.reported).toMatchObject([{ message: SECRET }]);
	});
});

describe('a prompt of a provider', () => {
	const get = (values: object) => modern('prompts/get', { name: 'brief', arguments: values });

	it('is listed, and made with its arguments', async () => {
		const to = server({ prompts: [brief()] });
		expect((await send(to, modern('prompts/list'))).result.prompts).toMatchObject([
			{ name: 'greet' },
			{ name: 'brief', title: 'Brief me', arguments: [{ name: 'domain', required: true }, {}] },
		]);
		const { result } = await send(to, get({ domain: 'acme.com' }), dana);
		expect(result).toMatchObject({
			description: 'Prepares a meeting',
			messages: [{ content: { text: 'Brief me on acme.com.' } }, {}],
		});
		expect(to.started).toEqual([]);
		expect(to.policy.records).toMatchObject([{ outcome: 'ok', attempt: { kind: 'prompt' } }]);
	});

	it('is not made without the arguments that it needs', async () => {
		const response = await send(server({ prompts: [brief()] }), get({}));
		expect(response.error.message).toContain('"domain" of "brief" is required');
	});

	it('brings only the data that its caller may see', async () => {
		const to = server({ prompts: [brief()] });
		const filtered = { ...dana, resultFields: ['employees'] };
		const { result } = await send(to, get({ domain: 'acme.com' }), filtered);
		expect(result.messages).toMatchObject([
			{ content: { text: 'Brief me on acme.com.' } },
			{ content: { type: 'resource', resource: { text: '{"employees":50}' } } },
		]);
	});

	it('is not there for who may not use it', async () => {
		const to = server({ prompts: [brief()] });
		const kim: Principal = { ...dana, allowed: { prompts: ['greet'] } };
		expect((await send(to, get({ domain: 'a.b' }), kim)).error.message).toContain('unknown prompt');
	});
});

describe('completion by a provider', () => {
	const asked: CompletionRequest[] = [];
	const offers: Partial<Provider> = {
		templates: [account()],
		prompts: [brief()],
		complete: async (request) => {
			asked.push(request);
			return Array.from({ length: 150 }, (_, at) => `acme${at}.com`);
		},
	};
	const template = { type: 'ref/resource', uri: 'gtm://account/{domain}' };
	const prompt = { type: 'ref/prompt', name: 'brief' };
	const complete = (ref: object, name: string, more: object = {}) =>
		modern('completion/complete', { ref, argument: { name, value: 'ac' }, ...more });

	beforeEach(() => asked.splice(0));

	it('gives values of its own choice in its own order, a hundred at most', async () => {
		const { result } = await send(server(offers), complete(template, 'domain'));
		const { completion } = result as { completion: { values: string[] } };
		expect(completion.values).toHaveLength(100);
		expect(completion.values[0]).toBe('acme0.com');
		expect(completion).toMatchObject({ total: 150, hasMore: true });
		expect(asked).toEqual([
			{ of: 'gtm://account/{domain}', argument: 'domain', typed: 'ac', given: {} },
		]);
	});

	it('hears what was chosen for the other arguments', async () => {
		const more = { context: { arguments: { tone: 'formal', odd: 5 } } };
		await send(server(offers), complete(prompt, 'domain', more));
		expect(asked).toMatchObject([{ of: 'brief', argument: 'domain', given: { tone: 'formal' } }]);
	});

	it('is not asked for arguments with fixed values, nor for variables that are not there', async () => {
		const to = server(offers);
		const { result } = await send(
			to,
			modern('completion/complete', {
				ref: prompt,
				argument: { name: 'tone', value: 'fr' },
			}),
		);
		expect(result.completion).toMatchObject({ values: ['friendly'] });
		const other = await send(to, complete(template, 'other'));
		expect(other.result.completion).toMatchObject({ values: [] });
		expect(asked).toEqual([]);
	});

	it('comes before the completion flow of the server, which serves the rest', async () => {
		const bare = declarePrompt({ arguments: [{ name: 'who', required: true, values: [] }] });
		const declared = declareCatalog({ prompts: [bare], completionOutput: 3 });
		const to = new TestServer(withProviders(declared, [declareProvider(offers)]));
		await send(to, complete(prompt, 'domain'));
		expect(to.started).toEqual([]);
		await send(to, complete({ type: 'ref/prompt', name: 'greet' }, 'who'));
		expect(to.call.terms.call.target).toEqual({ kind: 'output', output: 3 });
	});

	it('is kept within the limits', async () => {
		const to = server(offers);
		to.policy.refusal = { message: 'Later.' };
		expect((await send(to, complete(template, 'domain'))).error.message).toBe('Later.');
		expect(asked).toEqual([]);
	});
});
