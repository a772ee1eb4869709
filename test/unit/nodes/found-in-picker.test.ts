import { readFileSync } from 'node:fs';
import path from 'node:path';

const NODES = path.join(__dirname, '../../../nodes');

interface Codex {
	subcategories: { AI?: string[] };
}

/**
 * n8n's picker searches sub-nodes of the category AI only where a node of its own AI package is on the
 * canvas, or where the sub-node is one of the Root Nodes: else a search from the Tools port of our trigger
 * says "No results".
 */
it.each(['GtmToolkit', 'GtmMcpAgentTools'])(
	'%s is found by a search from the Tools port of a trigger',
	(node) => {
		const name = node[0]?.toLowerCase() + node.slice(1);
		const file = path.join(NODES, node, `${node}.node.json`);
		const codex = JSON.parse(readFileSync(file, 'utf8')) as Codex & { node: string };
		expect(codex.node).toBe(`n8n-nodes-gtm-mcp.${name}`);
		expect(codex.subcategories.AI).toEqual(expect.arrayContaining(['Tools', 'Root Nodes']));
	},
);
