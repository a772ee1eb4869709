import { buildWorld } from '../../../../sandbox/world/build-world.ts';
import type { NewWorkflow } from '../../../../scripts/n8n/rest-types.ts';
import type { EarlierMemory } from '../../../../scripts/start/earlier-memory.ts';
import { renderQuickStart, servedMcp } from '../../../../scripts/start/summary.ts';

function served(path: string, type = 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger'): NewWorkflow {
	const node = { id: '1', name: 'MCP', type, typeVersion: 1, parameters: { path } };
	return { name: path, nodes: [{ ...node, position: [0, 0] }], connections: {} };
}

const record = {
	owner: { email: 'owner@example.com', password: 'Secret-1' },
	mcpKey: 'mcp-key',
	imported: {},
};

const { examples } = buildWorld();

const sandbox = {
	examples,
	url: 'http://127.0.0.1:5680',
	vendors: [{ id: 'one', name: 'Toy', baseUrl: 'http://127.0.0.1:5680/toy', key: 'toy-key' }],
};

const memory = { kind: 'none' } as const;

describe('the quick start’s summary', () => {
	test('finds the MCP servers of the workflows by their trigger’s path', () => {
		const workflows = [served('/gtm/'), served('other', 'n8n-nodes-base.webhook')];
		expect(servedMcp('http://localhost:5678', 'k', workflows)).toEqual([
			{ name: 'gtm', url: 'http://localhost:5678/mcp/gtm', key: 'k' },
		]);
	});

	test('shows editor, login, MCP URL and key', () => {
		const n8n = { url: 'http://localhost:5678', logFile: '/data/n8n.log' };
		const text = renderQuickStart({ n8n, sandbox, record, workflows: [served('gtm')], memory });
		for (const part of [n8n.url, 'owner@example.com', 'Secret-1', '/mcp/gtm', 'mcp-key']) {
			expect(text).toContain(part);
		}
	});

	test('shows the emulated vendors with a key for each', () => {
		const n8n = { url: 'http://localhost:5678', logFile: '/data/n8n.log' };
		const text = renderQuickStart({ n8n, sandbox, record, workflows: [], memory });
		expect(text).toContain('Toy  http://127.0.0.1:5680/toy  key toy-key');
		expect(text).toContain(`Vendors      ${sandbox.url}`);
	});

	test('says what became of what the nodes remembered', () => {
		const n8n = { url: 'http://localhost:5678', logFile: '/data/n8n.log' };
		const started = { n8n, sandbox, record, workflows: [] };
		const text = (earlier: EarlierMemory) => renderQuickStart({ ...started, memory: earlier });
		expect(text({ kind: 'aside', folder: '/data/earlier' })).toContain('/data/earlier');
		const kept = text({ kind: 'kept', why: 'there are credentials of your own: Our Apollo' });
		expect(kept).toContain('Our Apollo');
		expect(kept).toContain('npm start -- --clean');
		expect(text(memory)).not.toContain('remember');
	});

	test('says so when no example serves MCP', () => {
		const n8n = { url: 'http://localhost:5678', logFile: '/data/n8n.log' };
		const text = renderQuickStart({ n8n, sandbox, record, workflows: [], memory });
		expect(text).toContain('No example serves MCP yet.');
	});

	test('lists the playbooks with what each does, and the form to fill in', () => {
		const n8n = { url: 'http://localhost:5678', logFile: '/data/n8n.log' };
		const step = { typeVersion: 1, parameters: {}, position: [0, 0] as [number, number] };
		const form = {
			...step,
			id: '1',
			name: 'Form',
			type: 'n8n-nodes-base.formTrigger',
			parameters: { options: { path: 'lead' } },
		};
		const playbook = { ...step, id: '2', name: 'Begin', type: 'n8n-nodes-gtm-mcp.gtmPlaybook' };
		const workflow = {
			name: 'Qualify',
			description: 'Answers at once (see acme.com). Then scores.',
			nodes: [form, playbook],
			connections: {},
		};
		const text = renderQuickStart({ n8n, sandbox, record, workflows: [workflow], memory });
		expect(text).toContain('Qualify: Answers at once (see acme.com).\n');
		expect(text).toContain('http://localhost:5678/form/lead');
		expect(text).toContain(`Fill it in as ${examples.newcomer.email}`);
	});

	test('gives every served example its configuration, and sentences with people of the sandbox', () => {
		const n8n = { url: 'http://localhost:5678', logFile: '/data/n8n.log' };
		const workflows = [served('gtm'), served('prospects')];
		const text = renderQuickStart({ n8n, sandbox, record, workflows, memory });
		expect(text.match(/claude mcp add/g)).toHaveLength(2);
		for (const part of [
			'Qualify this lead: Dana Fisher',
			'score 93, grade A: call within the hour',
			examples.newcomer.email,
			`Look up ${examples.optedOut.email}`,
		]) {
			expect(text).toContain(part);
		}
	});

	test('gives each ready server a call and a sentence with what the sandbox has', () => {
		const n8n = { url: 'http://localhost:5678', logFile: '/data/n8n.log' };
		const workflows = ['crm', 'enrichment', 'sequencer', 'analytics'].map((path) => served(path));
		const text = renderQuickStart({ n8n, sandbox, record, workflows, memory });
		for (const part of [
			`Review the account ${examples.account.domain}`,
			`What does ${examples.account.domain} do`,
			`May we write to ${examples.person.email}?`,
			'How many workflow runs',
			'list_owners',
			'credit_balance',
		]) {
			expect(text).toContain(part);
		}
	});

	test('links the demo chat where there is one', () => {
		const n8n = { url: 'http://localhost:5678', logFile: '/data/n8n.log' };
		const chat = {
			...served('chat', '@n8n/n8n-nodes-langchain.chatTrigger'),
			nodes: [
				{
					id: '1',
					name: 'Chat',
					type: '@n8n/n8n-nodes-langchain.chatTrigger',
					typeVersion: 1.1,
					position: [0, 0] as [number, number],
					parameters: { public: true },
					webhookId: 'abc',
				},
			],
		};
		const text = renderQuickStart({ n8n, sandbox, record, workflows: [chat], memory });
		expect(text).toContain('Demo chat    http://localhost:5678/webhook/abc/chat');
	});
});
