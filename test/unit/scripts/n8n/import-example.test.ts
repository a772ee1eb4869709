import {
	credentialKey,
	referredCredentials,
	withCredentialIds,
} from '../../../../scripts/n8n/import-example.ts';
import type { WorkflowNode } from '../../../../scripts/n8n/rest-types.ts';

function node(name: string, credentials?: WorkflowNode['credentials']): WorkflowNode {
	const base = { id: name, name, type: 't', typeVersion: 1, parameters: {} };
	return { ...base, position: [0, 0], ...(credentials ? { credentials } : {}) };
}

const keys = { gtmMcpServerKeysApi: { id: '', name: 'Quick start MCP keys' } };

describe('an example’s credentials', () => {
	test('are found by type and name, each once', () => {
		const nodes = [
			node('a', keys),
			node('b', keys),
			node('c'),
			node('d', { api: { id: 'x', name: 'n' } }),
		];
		expect(referredCredentials(nodes)).toEqual([
			{ type: 'gtmMcpServerKeysApi', name: 'Quick start MCP keys' },
			{ type: 'api', name: 'n' },
		]);
	});

	test('get this n8n’s ids, the file’s nodes are not changed', () => {
		const nodes = [node('a', keys), node('b')];
		const ids = new Map([[credentialKey('gtmMcpServerKeysApi', 'Quick start MCP keys'), 'c1']]);
		const [first, second] = withCredentialIds(nodes, ids);
		expect(first?.credentials).toEqual({
			gtmMcpServerKeysApi: { id: 'c1', name: 'Quick start MCP keys' },
		});
		expect(second).toEqual(nodes[1]);
		expect(nodes[0]?.credentials).toEqual(keys);
	});

	test('of the same name but another type are not mixed up', () => {
		const ids = new Map([[credentialKey('other', 'Quick start MCP keys'), 'c1']]);
		const [first] = withCredentialIds([node('a', keys)], ids);
		expect(first?.credentials?.gtmMcpServerKeysApi?.id).toBe('');
	});
});
