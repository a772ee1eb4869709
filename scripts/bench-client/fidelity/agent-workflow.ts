import type { CredentialSummary, NewWorkflow, WorkflowNode } from '../../n8n/rest-types.ts';

export const START = 'Start';
export const AGENT = 'Agent';
export const TOOLS = 'Tools';

const place = (index: number): [number, number] => [index * 224, 224];

function nodeId(index: number): string {
	return `f1de1170-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/** An AI Agent with one model and the tools of one sub-node. */
export function agentWorkflow(
	tools: Pick<WorkflowNode, 'parameters' | 'type' | 'typeVersion'>,
	credential: CredentialSummary,
): NewWorkflow {
	const { id, name } = credential;
	const to = (type: string) => ({ [type]: [[{ node: AGENT, type, index: 0 }]] });
	return {
		name: 'Bench: schemas of an agent',
		nodes: [
			{
				id: nodeId(1),
				name: START,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: nodeId(2),
				name: AGENT,
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 3.1,
				position: [224, 0],
				parameters: { promptType: 'define', text: 'Say that you are done.', options: {} },
			},
			{
				id: nodeId(3),
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				// The version before the responses API.
				typeVersion: 1.2,
				position: place(1),
				parameters: { model: { __rl: true, mode: 'id', value: 'gpt-4.1-mini' }, options: {} },
				credentials: { openAiApi: { id, name } },
			},
			{ id: nodeId(4), name: TOOLS, position: place(2), ...tools },
		],
		connections: {
			[START]: to('main'),
			Model: to('ai_languageModel'),
			[TOOLS]: to('ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	};
}
