import { encode } from 'gpt-tokenizer';

import { type ContextServer, DANA, openContextServer } from './context-server';
import { modern } from '../../../mcp/server/doubles/messages';
import type { JsonObject } from '../../../../../../src/mcp/protocol/json-rpc';
import type { Principal } from '../../../../../../src/mcp/server/principal';

const KIM = 'kim@acme.com';
let open: ContextServer;

beforeEach(async () => {
	open = await openContextServer();
	await open.graph.upsertFacts({
		type: 'contact',
		identifiers: [{ kind: 'email', value: KIM }],
		source: 'hubspot',
		facts: [
			{ attribute: 'fullName', value: 'Kim Lee' },
			{ attribute: 'email', value: KIM },
			{ attribute: 'title', value: 'Head of Growth' },
			{ attribute: 'phone', value: '+4930123456' },
			{ attribute: 'accountDomain', value: 'acme.com' },
		],
	});
	await open.graph.upsertFacts({
		type: 'account',
		identifiers: [{ kind: 'domain', value: 'acme.com' }],
		source: 'hubspot',
		facts: [
			{ attribute: 'name', value: 'Acme' },
			{ attribute: 'domain', value: 'acme.com' },
			{ attribute: 'employees', value: 120 },
		],
	});
});

afterEach(async () => {
	await open.store.close();
});

const listed = async (server: ContextServer) =>
	(await server.ask('tools/list')).tools as Array<{
		name: string;
		outputSchema?: object;
		annotations: { readOnlyHint: boolean };
	}>;

describe('the tools of the context graph', () => {
	it('are 12 and take 3,000 tokens of definitions at most', async () => {
		const tools = await listed(open);
		const tokens = encode(JSON.stringify(tools)).length;
		process.stdout.write(`context graph: ${tools.length} tools, ${tokens} tokens\n`);
		expect(tools.length).toBeLessThanOrEqual(12);
		expect(tokens).toBeLessThanOrEqual(3_000);
		for (const { outputSchema } of tools) expect(outputSchema).toBeDefined();
	});

	it('only read where the owner lets nobody write', async () => {
		const reading = await openContextServer({ writes: false });
		const tools = await listed(reading);
		expect(tools.map(({ name }) => name)).toContain('get_prospect_context');
		for (const { annotations } of tools) expect(annotations.readOnlyHint).toBe(true);
		await reading.store.close();
	});

	it('give the complete picture in one call, with sources, and start no execution', async () => {
		const context = await open.call('get_prospect_context', { email: KIM, intent: 'qualify' });
		expect(context).toMatchObject({
			status: 'resolved',
			contact: { facts: { title: { value: 'Head of Growth', source: 'hubspot' } } },
			account: { facts: { employees: { value: 120 } } },
			mayContact: { allowed: true },
		});
		expect(open.server.started).toEqual([]);
	});

	it('say who is not known, and whom nobody named', async () => {
		const unknown = await open.call('get_prospect_context', { email: 'no@one.com' });
		expect(unknown).toMatchObject({ status: 'not_found' });
		const call = { name: 'get_prospect_context', arguments: {} };
		expect(await open.refusal('tools/call', call)).toContain('No person or company given');
	});

	it('guard actions', async () => {
		await open.call('suppress', { email: KIM, reason: 'unsubscribed', source: 'reply' });
		const verdict = await open.call('check_action', { email: KIM, action: 'enroll' });
		expect(verdict).toMatchObject({ allowed: false });
		expect(JSON.stringify(verdict.blocks)).toContain('suppressed');
	});

	it('find accounts by words', async () => {
		expect(await open.call('search_accounts', { text: 'acm' })).toMatchObject({
			found: [{ type: 'account', name: 'Acme' }],
		});
	});

	it('write facts, explain them, correct and retract them', async () => {
		const facts = [{ attribute: 'employees', value: 300 }];
		const draft = { type: 'account', domain: 'acme.com', facts, source: 'website' };
		expect(await open.call('upsert_facts', draft)).toMatchObject({ status: 'resolved' });
		const asked = { domain: 'acme.com', attribute: 'employees' };
		const explained = await open.call('explain_fact', asked);
		const observations = explained.observations as Array<{ id: string; value: unknown }>;
		expect(observations.map(({ value }) => value).toSorted()).toEqual([120, 300]);
		const corrected = { ...asked, value: 250, reason: 'Their board told me' };
		expect(await open.call('correct_fact', corrected)).toMatchObject({ changed: ['employees'] });
		expect((await open.call('explain_fact', asked)).value).toBe(250);
		const { id } = observations.find(({ value }) => value === 120) ?? { id: '' };
		const retract = { observationId: id, reason: 'It was a typo' };
		expect(await open.call('correct_fact', retract)).toMatchObject({ status: 'written' });
	});

	it('write where a contact works, so that they are among the people of the account', async () => {
		const facts = [{ attribute: 'fullName', value: 'Ada Quinn' }];
		const draft = { type: 'contact', email: 'ada@quinn.example', facts, source: 'website' };
		await open.call('upsert_facts', { ...draft, company: 'acme.com' });
		const { committee } = await open.call('get_prospect_context', { domain: 'acme.com' });
		expect(JSON.stringify(committee)).toContain('Ada Quinn');
	});

	it.each([
		['an account', { type: 'account', domain: 'acme.com', company: 'b.com' }, 'only a contact'],
		['a mail host', { company: 'gmail.com' }, "not a company's domain"],
	])('refuse a company of %s before anything is written', async (_, change, words) => {
		const facts = [{ attribute: 'fullName', value: 'Nobody Yet' }];
		const draft = { type: 'contact', email: 'yet@nobody.example', facts, source: 'website' };
		const values = { ...draft, ...change };
		const refused = await open.refusal('tools/call', { name: 'upsert_facts', arguments: values });
		expect(refused).toContain(words);
		const { status } = await open.call('get_prospect_context', { email: draft.email });
		expect(status).toBe('not_found');
	});

	it.each([
		['a source that is none', { source: 'Web Site' }, 'source'],
		['what the graph itself told', { source: 'context' }, 'not a new observation'],
	])('refuse %s, and say so', async (_, change, words) => {
		const facts = [{ attribute: 'employees', value: 300 }];
		const values = { type: 'account', domain: 'acme.com', facts, ...change };
		const refused = await open.refusal('tools/call', { name: 'upsert_facts', arguments: values });
		expect(refused).toContain(words);
	});

	it('keep decisions, and what came of them', async () => {
		const decision = { email: KIM, kind: 'qualify', verdict: 'route_sales', reasons: ['fits'] };
		const { id } = (await open.call('record_decision', decision)) as { id: string };
		const outcome = { decisionId: id, outcome: 'won' };
		expect(await open.call('record_outcome', outcome)).toMatchObject({ done: true });
		const gone = { name: 'record_outcome', arguments: { ...outcome, decisionId: 'x' } };
		expect(await open.refusal('tools/call', gone)).toContain('no decision x');
	});

	it('record events, which show in the timeline', async () => {
		const event = {
			email: KIM,
			type: 'email.replied',
			summary: 'Asked for a demo',
			source: 'gmail',
		};
		expect(await open.call('record_event', event)).toMatchObject({ status: 'written' });
		const { timeline } = await open.call('get_prospect_context', { email: KIM });
		expect(JSON.stringify(timeline)).toContain('Asked for a demo');
	});

	it('list doubtful identities, and measure the graph', async () => {
		expect(await open.call('review_identity', { action: 'list' })).toEqual({ reviews: [] });
		const refused = { name: 'review_identity', arguments: { action: 'accept', id: 'x' } };
		expect(await open.refusal('tools/call', refused)).toContain('no open review x');
		expect(await open.call('graph_metrics', {})).toMatchObject({
			report: { entities: { contact: 1, account: 1 } },
		});
		expect(await open.call('graph_metrics', { metric: 'hygiene' })).toMatchObject({
			report: { findings: expect.any(Array) },
		});
	});
});

describe('who asks the context graph', () => {
	const facts = async (principal: Principal) => {
		const { contact } = await open.call('get_prospect_context', { email: KIM }, principal);
		return Object.keys((contact as { facts?: object } | undefined)?.facts ?? {});
	};
	const token = (scopes: string[]): Principal => ({ kind: 'jwt', label: 'Agent', scopes });

	it('sees phone numbers with a key, and with a token only if it is granted them', async () => {
		expect(await facts(DANA)).toContain('phone');
		expect(await facts(token(['context.read']))).not.toContain('phone');
		expect(await facts(token(['context.read', 'context.private']))).toContain('phone');
	});

	it('sees no more than the owner of the server serves', async () => {
		const narrow = await openContextServer({ upTo: 'public' });
		await narrow.graph.upsertFacts({
			type: 'contact',
			identifiers: [{ kind: 'email', value: KIM }],
			source: 'hubspot',
			facts: [{ attribute: 'title', value: 'Head of Growth' }],
		});
		const context = await narrow.call('get_prospect_context', { email: KIM });
		expect(JSON.stringify(context)).not.toContain('Head of Growth');
		await narrow.store.close();
	});

	it('sees the fields of its key only, also in explanations', async () => {
		const limited: Principal = {
			...DANA,
			resultFields: ['status', 'contact.facts.title', 'value', 'observations', 'because'],
		};
		expect(await facts(limited)).toEqual(['title']);
		const explain = { name: 'explain_fact', arguments: { email: KIM, attribute: 'phone' } };
		expect(await open.refusal('tools/call', explain, limited)).toContain('may not be shown');
	});

	it('writes and reviews with the scopes for it', async () => {
		const write = { name: 'suppress', arguments: { email: KIM, reason: 'x', source: 'call' } };
		expect(await open.refusal('tools/call', write, token(['context.read']))).toContain('scope');
		const review = { name: 'review_identity', arguments: { action: 'list' } };
		expect(await open.refusal('tools/call', review, token(['context.write']))).toContain('scope');
	});

	it('leaves a session of what it read and did', async () => {
		await open.call('get_prospect_context', { email: KIM });
		await open.call('record_event', { email: KIM, type: 'call.held', source: 'phone' });
		const session = await open.graph.session('server/Dana/Inspector/2026-11-30');
		expect(session).toMatchObject({ agent: 'Dana with Inspector' });
		expect(session?.entries.map(({ action }) => action)).toEqual(['read', 'wrote']);
	});
});

describe('the resources of the context graph', () => {
	const read = async (uri: string) => {
		const { contents } = await open.ask('resources/read', { uri });
		const [{ text }] = contents as [{ text: string }];
		return JSON.parse(text) as JsonObject;
	};

	it('are accounts, contacts, sequences and metrics', async () => {
		expect(await read('gtm://account/acme.com')).toMatchObject({
			account: { facts: { name: { value: 'Acme' } } },
		});
		expect(await read(`gtm://contact/${KIM}`)).toMatchObject({
			contact: { facts: { fullName: { value: 'Kim Lee' } } },
		});
		expect(await read('gtm://metric/statistics')).toMatchObject({ metric: 'statistics' });
		const { entityId } = await open.graph.upsertFacts({
			type: 'sequence',
			identifiers: [{ kind: 'outreach:sequence', value: '17' }],
			source: 'outreach',
			facts: [{ attribute: 'name', value: 'Founders' }],
		});
		expect(await read(`gtm://sequence/${entityId}`)).toMatchObject({
			sequence: { facts: { name: { value: 'Founders' } } },
		});
	});

	it.each(['gtm://account/nobody.example', 'gtm://metric/mood'])(
		'are not there as %s',
		async (uri) => {
			expect(await open.refusal('resources/read', { uri })).toMatch(/nothing|no metric/);
		},
	);

	it('are completed from what the caller may see', async () => {
		const ref = { type: 'ref/resource', uri: 'gtm://account/{domain}' };
		const complete = async (principal?: Principal) =>
			(
				await open.ask(
					'completion/complete',
					{ ref, argument: { name: 'domain', value: 'ac' } },
					principal,
				)
			).completion;
		expect(await complete()).toMatchObject({ values: ['acme.com'] });
		const blind = { ...DANA, resultFields: ['account.facts.name'] };
		expect(await complete(blind)).toMatchObject({ values: [] });
	});

	it('tell who watches them of every change, whoever made it', async () => {
		const uri = `gtm://contact/${KIM}`;
		const stream = await open.server.send({
			...modern('subscriptions/listen', {
				notifications: { resourceSubscriptions: [uri, 'gtm://contact/other@acme.com'] },
			}),
		});
		await open.look();
		await open.graph.upsertFacts({
			type: 'contact',
			identifiers: [{ kind: 'email', value: KIM }],
			source: 'apollo',
			facts: [{ attribute: 'title', value: 'CMO' }],
		});
		await open.look();
		await open.look();
		expect(stream.messages.slice(1)).toMatchObject([
			{ method: 'notifications/resources/updated', params: { uri } },
		]);
	});
});

describe('the prompts of the context graph', () => {
	it('bring along what is known of their subject', async () => {
		const { prompts } = await open.ask('prompts/list');
		expect((prompts as Array<{ name: string }>).map(({ name }) => name)).toEqual([
			'use_context_graph',
			'qualify_lead',
			'personalize_first_touch',
			'route_sequence',
			'prep_briefing',
		]);
		const { messages } = await open.ask('prompts/get', {
			name: 'prep_briefing',
			arguments: { email: KIM },
		});
		const [, context] = messages as Array<{ content: { resource?: { text: string } } }>;
		expect(context?.content.resource?.text).toContain('Head of Growth');
	});

	it('say how to use the server, in the words of its skill', async () => {
		const { messages } = await open.ask('prompts/get', { name: 'use_context_graph' });
		expect(messages).toEqual([
			{
				role: 'user',
				content: { type: 'text', text: expect.stringContaining('# Use the context graph') },
			},
		]);
	});

	it('say that they need somebody, and who is not known', async () => {
		const get = (values: JsonObject) => ({ name: 'qualify_lead', arguments: values });
		expect(await open.refusal('prompts/get', get({}))).toContain('email or a domain');
		const unknown = get({ domain: 'nobody.example' });
		expect(await open.refusal('prompts/get', unknown)).toContain('knows nothing');
	});
});
