import type { CredentialSummary, NewWorkflow, WorkflowNode } from '../n8n/rest-types.ts';

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

type Credentials = Record<string, CredentialSummary>;

/** In half an hour, so that no poll hides what a webhook did not start. */
const pollLater = () => {
	const minute = (new Date().getMinutes() + 30) % 60;
	return { item: [{ mode: 'everyHour', minute }] };
};

/** The effect of an opt-out: whoever opted out is on the suppression list then. */
export const optedOutEffect = (email: string): string => `found ${email}`;
/** The effect of a person who was added. */
export const addedEffect = (email: string): string => `created ${email}`;

/** Nodes one after the other, the first of which polls and is called by a vendor. */
function line(
	name: string,
	nodes: Array<Pick<WorkflowNode, 'credentials' | 'name' | 'parameters' | 'type'>>,
): NewWorkflow {
	const links = nodes
		.slice(1)
		.map((node, index) => [
			nodes[index]?.name,
			{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
		]);
	return {
		name,
		nodes: nodes.map((node, index) => ({
			id: crypto.randomUUID(),
			webhookId: crypto.randomUUID(),
			typeVersion: node.type.endsWith('httpRequest') ? 4.2 : 1,
			position: [240 * index, 0],
			...node,
		})),
		connections: Object.fromEntries(links) as NewWorkflow['connections'],
		settings: { executionOrder: 'v1' },
	};
}

const countedAt = (effects: string, name: string) => ({
	name: 'Count',
	type: 'n8n-nodes-base.httpRequest',
	parameters: {
		method: 'POST',
		url: `=${effects}/{{ encodeURIComponent(${name}) }}`,
		options: {},
	},
});

/** Started by opt-outs in Instantly; asks the suppression list for each. @param effects where they are counted */
export function optOutsWorkflow(effects: string, credentials: Credentials): NewWorkflow {
	return line('Queue: opt-outs', [
		{
			name: 'Trigger',
			type: 'n8n-nodes-gtm-mcp.gtmSequencerChangeTrigger',
			parameters: {
				vendor: 'instantly',
				instant: true,
				filters: { types: ['unsubscribed'] },
				pollTimes: pollLater(),
			},
			credentials,
		},
		{
			name: 'Check',
			type: 'n8n-nodes-gtm-mcp.gtmSequencer',
			parameters: { resource: 'suppression', operation: 'check', who: '={{ $json.email }}' },
		},
		countedAt(effects, "$json.status + ' ' + $('Trigger').item.json.email"),
	]);
}

/** Started by changes of people in Pipedrive. @param effects where they are counted */
export function changesWorkflow(effects: string, credentials: Credentials): NewWorkflow {
	return line('Queue: changes', [
		{
			name: 'Trigger',
			type: 'n8n-nodes-gtm-mcp.gtmCrmChangeTrigger',
			parameters: {
				vendor: 'pipedrive',
				authentication: 'apiKey',
				what: 'contact',
				instant: true,
				filters: {},
				pollTimes: pollLater(),
			},
			credentials,
		},
		countedAt(effects, "$json.change + ' ' + $json.record.email"),
	]);
}
