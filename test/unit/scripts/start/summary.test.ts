import type { NewWorkflow } from '../../../../scripts/n8n/rest-types.ts';
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

const sandbox = {
	url: 'http://127.0.0.1:5680',
	vendors: [{ id: 'one', name: 'Toy', baseUrl: 'http://127.0.0.1:5680/toy', key: 'toy-key' }],
};

describe('the quick start’s summary', () => {
	test('finds the MCP servers of the workflows by their trigger’s path', () => {
		const workflows = [served('/gtm/'), served('other', 'n8n-nodes-base.webhook')];
		expect(servedMcp('http://localhost:5678', 'k', workflows)).toEqual([
			{ name: 'gtm', url: 'http://localhost:5678/mcp/gtm', key: 'k' },
		]);
	});

	test('shows editor, login, MCP URL and key', () => {
		const n8n = { url: 'http://localhost:5678', logFile: '/data/n8n.log' };
		const text = renderQuickStart({ n8n, sandbox, record, workflows: [served('gtm')] });
		for (const part of [n8n.url, 'owner@example.com', 'Secret-1', '/mcp/gtm', 'mcp-key']) {
			expect(text).toContain(part);
		}
	});

	test('shows the emulated vendors with a key for each', () => {
		const n8n = { url: 'http://localhost:5678', logFile: '/data/n8n.log' };
		const text = renderQuickStart({ n8n, sandbox, record, workflows: [] });
		expect(text).toContain('Toy  http://127.0.0.1:5680/toy  key toy-key');
		expect(text).toContain(`open ${sandbox.url}`);
	});

	test('says so when no example serves MCP', () => {
		const n8n = { url: 'http://localhost:5678', logFile: '/data/n8n.log' };
		const text = renderQuickStart({ n8n, sandbox, record, workflows: [] });
		expect(text).toContain('No example serves MCP yet.');
	});
});
