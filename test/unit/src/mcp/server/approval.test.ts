import { declareCatalog, declareTool } from './doubles/declarations';
import { legacy, modern } from './doubles/messages';
import { declareProvider } from './doubles/providers';
import { settle, TestServer } from './doubles/test-server';
import type { JsonObject } from '../../../../../src/mcp/protocol/json-rpc';
import { decideFor } from '../../../../../src/mcp/server/approval/decide-for';
import { withApprovals } from '../../../../../src/mcp/server/approval/with-approvals';
import type { HttpRequest } from '../../../../../src/mcp/server/endpoint';
import type { Principal } from '../../../../../src/mcp/server/principal';
import { Proposals } from '../../../../../src/mcp/server/approval/proposals';
import { withProviders } from '../../../../../src/mcp/server/provider/declarations';
import type { InProcessCall } from '../../../../../src/mcp/server/provider/in-process-call';

const dana: Principal = { kind: 'apiKey', label: 'Dana', allowed: { tools: ['save', 'qualify'] } };
const kim: Principal = { kind: 'apiKey', label: 'Kim' };
const GIVEN = { email: 'kim@acme.com' };
const SHOWS = {
	extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } },
};
const FORMS = { elicitation: { form: {} } };

/** A server with a tool in process and one of a flow, both of which ask first. */
function open(pageUrl?: string) {
	const written: JsonObject[] = [];
	const run = async (call: InProcessCall) => {
		written.push(call.arguments);
		return { data: { status: 'created' } };
	};
	const save = {
		name: 'save',
		description: 'Saves a record',
		inputSchema: { type: 'object', properties: { email: { type: 'string' } }, required: ['email'] },
		approval: { title: 'Save a record in HubSpot' },
		run,
	};
	const flow = declareTool({ approval: { title: 'Qualify' } });
	const { proposals } = new TestServer();
	const declared = withProviders(declareCatalog({ tools: [flow] }), [
		declareProvider({ tools: [save] }),
	]);
	const whole = withApprovals(declared, proposals, async (card) => `<p>${card}</p>`);
	const server = new TestServer(whole, {
		proposals,
		...(pageUrl ? { pageUrl } : {}),
	});
	const send = async (request: HttpRequest, principal: Principal = dana) => {
		const response = await server.send(request, principal);
		await settle();
		return response;
	};
	const call = async (
		name: string,
		given: JsonObject,
		principal?: Principal,
		capabilities: JsonObject = {},
	) =>
		(await send(modern('tools/call', { name, arguments: given }, { capabilities }), principal))
			.result;
	const propose = async (name = 'save') => {
		const result = await call(name, GIVEN);
		return (result._meta as { approval: { id: string; ticket: string } }).approval;
	};
	return { server, written, send, call, propose };
}

describe('a call that a person has to allow', () => {
	it.each([
		['shows cards', SHOWS],
		['shows cards and forms', { ...SHOWS, ...FORMS }],
		['says nothing of itself, as hosts do that show cards', {}],
	])('waits, where the host %s; nothing has run', async (_, capabilities) => {
		const { call, written } = open();
		const result = await call('save', GIVEN, dana, capabilities);
		expect(result).toMatchObject({
			structuredContent: { status: 'pending' },
			_meta: { approval: { title: 'Save a record in HubSpot', arguments: GIVEN } },
		});
		expect(written).toEqual([]);
	});

	it('keeps the ticket from the model', async () => {
		const { call } = open();
		const result = await call('save', GIVEN);
		const { ticket } = (result._meta as { approval: { ticket: string } }).approval;
		expect(JSON.stringify([result.content, result.structuredContent])).not.toContain(ticket);
	});

	it('is asked for by form where the client has forms and no cards', async () => {
		const { send, written } = open();
		const { result } = await send(
			modern('tools/call', { name: 'save', arguments: GIVEN }, { capabilities: FORMS }),
		);
		expect(result).toMatchObject({
			resultType: 'input_required',
			inputRequests: { confirm: { params: { message: expect.stringContaining('kim@acme.com') } } },
		});
		expect(written).toEqual([]);
	});

	it('is sent to the page where the client opens links only', async () => {
		const { send } = open('https://n8n.example/mcp/gtm/page');
		const { result } = await send(
			modern(
				'tools/call',
				{ name: 'save', arguments: GIVEN },
				{ capabilities: { elicitation: { url: {} } } },
			),
		);
		const [asked] = Object.values(result.inputRequests as Record<string, { params: JsonObject }>);
		expect(asked?.params).toMatchObject({
			mode: 'url',
			url: expect.stringMatching(/^https:\/\/n8n\.example\/mcp\/gtm\/page\?view=approvals&id=/),
		});
	});

	it('names the page in words', async () => {
		const { call } = open('https://n8n.example/mcp/gtm/page');
		expect(JSON.stringify((await call('save', GIVEN)).content)).toContain(
			'https://n8n.example/mcp/gtm/page',
		);
	});

	it('is remembered by the session of older revisions, which hears of cards at the handshake', async () => {
		const { server, send } = open();
		const session = await server.openSession({ ...SHOWS, ...FORMS }, dana);
		const { result } = await send(
			legacy('tools/call', { name: 'save', arguments: GIVEN }, session),
		);
		expect(result).toMatchObject({ structuredContent: { status: 'pending' } });
	});
});

describe('what the person decides', () => {
	it('runs as it was proposed, once', async () => {
		const { call, propose, written } = open();
		const approval = { ...(await propose()), decision: 'allow' };
		const [one, other] = await Promise.all([
			call('decide_approval', approval),
			call('decide_approval', approval),
		]);
		expect([one, other]).toContainEqual(
			expect.objectContaining({ structuredContent: { status: 'created' } }),
		);
		expect([one, other]).toContainEqual(expect.objectContaining({ isError: true }));
		expect(written).toEqual([GIVEN]);
	});

	it('runs as the person changed it, and what does not fit the tool can be mended', async () => {
		const { call, propose, written } = open();
		const approval = { ...(await propose()), decision: 'allow' };
		const wrong = await call('decide_approval', { ...approval, arguments: { email: 7 } });
		expect(wrong).toMatchObject({
			isError: true,
			content: [{ text: expect.stringContaining('email') }],
		});
		await call('decide_approval', { ...approval, arguments: { email: 'sam@acme.com' } });
		expect(written).toEqual([{ email: 'sam@acme.com' }]);
	});

	it('starts the flow of a branch', async () => {
		const { server, send, propose } = open();
		const approval = await propose('qualify');
		expect(server.started).toEqual([]);
		await send(
			modern('tools/call', {
				name: 'decide_approval',
				arguments: { ...approval, decision: 'allow' },
			}),
		);
		expect(server.call.terms.call).toMatchObject({ name: 'qualify', arguments: GIVEN });
	});

	it('runs nothing if it is no, and the model is told so', async () => {
		const { call, propose, written } = open();
		const { id, ticket } = await propose();
		await call('decide_approval', { id, ticket, decision: 'refuse', note: 'Wrong company' });
		expect((await call('get_approval', { id })).structuredContent).toMatchObject({
			state: 'refused',
			note: 'Wrong company',
		});
		expect(await call('decide_approval', { id, ticket, decision: 'allow' })).toMatchObject({
			isError: true,
		});
		expect(written).toEqual([]);
	});

	it('is there to be asked for, with what came of it', async () => {
		const { call, propose } = open();
		const { id, ticket } = await propose();
		expect((await call('get_approval', { id })).structuredContent).toMatchObject({ state: 'open' });
		await call('decide_approval', { id, ticket, decision: 'allow' });
		expect((await call('get_approval', { id })).structuredContent).toMatchObject({
			state: 'done',
			outcome: { status: 'created' },
		});
	});

	it.each([
		[
			'without the ticket, as a model would',
			(id: string) => ({ id, ticket: 'guessed', decision: 'allow' }),
			dana,
		],
		[
			'by another principal',
			(id: string, ticket: string) => ({ id, ticket, decision: 'allow' }),
			kim,
		],
	])('does not count %s', async (_, given, principal) => {
		const { call, propose, written } = open();
		const { id, ticket } = await propose();
		expect(await call('decide_approval', given(id, ticket), principal)).toMatchObject({
			isError: true,
		});
		expect(written).toEqual([]);
	});

	it('is written down as a call of the tool, by who allowed it', async () => {
		const { server, call, propose } = open();
		await call('decide_approval', { ...(await propose()), decision: 'allow' });
		expect(server.policy.records.at(-1)).toMatchObject({
			outcome: 'ok',
			attempt: { name: 'save', arguments: GIVEN, principal: { label: 'Dana' } },
		});
	});
});

describe('what a person decides on the page of the server', () => {
	it('runs as a call of who proposed it, whose model learns what came of it', async () => {
		const { server, call, propose, written } = open('https://n8n.example/mcp/gtm/dashboard');
		const { id } = await propose();
		const [proposal] = server.runtime.proposals.openAt('server');
		if (!proposal) throw new Error('Nothing waits');
		await decideFor(proposal, 'allow', server.runtime);
		expect(written).toEqual([GIVEN]);
		expect(server.policy.records.at(-1)).toMatchObject({
			attempt: { name: 'save', principal: { label: 'Dana' } },
		});
		expect((await call('get_approval', { id })).structuredContent).toMatchObject({
			state: 'done',
			outcome: { status: 'created' },
		});
		await expect(decideFor(proposal, 'allow', server.runtime)).rejects.toThrow(
			'This was decided before',
		);
		expect(written).toEqual([GIVEN]);
	});

	it('waits for the flow of a branch', async () => {
		const { server, propose } = open();
		await propose('qualify');
		const [proposal] = server.runtime.proposals.openAt('server');
		if (!proposal) throw new Error('Nothing waits');
		const decided = decideFor(proposal, 'allow', server.runtime);
		await settle();
		expect(proposal.state).toBe('running');
		server.call.respond({ content: [{ type: 'text', text: 'Qualified' }] });
		await decided;
		expect(proposal.state).toBe('done');
	});

	it('runs nothing if it is no', async () => {
		const { server, propose, written } = open();
		await propose();
		const [proposal] = server.runtime.proposals.openAt('server');
		if (!proposal) throw new Error('Nothing waits');
		await decideFor(proposal, 'refuse', server.runtime);
		expect([proposal.state, written]).toEqual(['refused', []]);
	});
});

it('a key that may call the tool sees what decides on it; hosts hide that from the model', async () => {
	const { send } = open();
	const { result } = await send(modern('tools/list'));
	const decide = (result.tools as JsonObject[]).find(({ name }) => name === 'decide_approval');
	expect(decide?._meta).toEqual({ ui: { visibility: ['app'] } });
});

it('an approval is forgotten after a day', () => {
	let now = 0;
	let ids = 0;
	const proposals = new Proposals({ now: () => now, createId: () => String(++ids) });
	const what = { holder: 'h', server: 's', principal: dana, tool: 't', title: 'T', arguments: {} };
	const { id } = proposals.propose(what);
	expect(proposals.openAt('s')).toHaveLength(1);
	expect(proposals.openAt('another')).toEqual([]);
	expect(proposals.findAt('another', id)).toBeUndefined();
	now = 24 * 60 * 60 * 1000;
	expect(proposals.find(id, 'h')).toBeUndefined();
	expect(proposals.openAt('s')).toEqual([]);
});
