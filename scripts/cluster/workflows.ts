import type { NewWorkflow, WorkflowNode } from '../n8n/rest-types.ts';

/** Of the trigger whose flows have effects that can be counted. */
export const EFFECTS_PATH = 'queue-effects';
/** Does its effect at once. */
export const RECORD_TOOL = 'record';
/** Its effect takes `hold` milliseconds. */
export const HOLD_TOOL = 'hold';
/** For a flow to answer. */
export const TOOL_SECONDS = 40;

const id = (index: number) => `9e000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

function effectNode(index: number, name: string, url: string): WorkflowNode {
	return {
		id: id(index),
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [480, index * 192],
		parameters: { method: 'POST', url, options: {} },
	};
}

const field = (name: string, type: string, required = false) => ({
	name,
	type,
	description: `The ${name}`,
	required,
});

/** @param effects where the effects are counted */
export function effectsWorkflow(effects: string): NewWorkflow {
	const named = `${effects}/{{ encodeURIComponent($json.name) }}`;
	const branch = [
		{
			name: RECORD_TOOL,
			fields: { field: [field('name', 'string', true)] },
			settings: { timeout: TOOL_SECONDS },
		},
		{
			name: HOLD_TOOL,
			fields: { field: [field('name', 'string', true), field('hold', 'number', true)] },
			settings: { timeout: TOOL_SECONDS },
		},
	].map((tool) => ({ kind: 'tool', description: 'Has an effect.', inputMode: 'fields', ...tool }));
	return {
		name: 'Queue: effects',
		nodes: [
			{
				id: id(0),
				name: 'Trigger',
				type: 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				webhookId: id(99),
				parameters: {
					authentication: 'none',
					path: EFFECTS_PATH,
					branches: { branch },
					options: { listen: 'webhook' },
				},
			},
			effectNode(1, 'Record', `=${named}`),
			effectNode(2, 'Hold', `=${named}?hold={{ $json.hold }}`),
		],
		connections: {
			Trigger: {
				main: ['Record', 'Hold'].map((node) => [{ node, type: 'main', index: 0 }]),
			},
		},
		settings: { executionOrder: 'v1' },
	};
}
