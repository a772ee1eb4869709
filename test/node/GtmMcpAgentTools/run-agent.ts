import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { GtmMcpAgentTools } from '../../../nodes/GtmMcpAgentTools/GtmMcpAgentTools.node';
import { type FinishedRun, runWorkflow } from '../harness/run-workflow';
import { HumanReview } from './human-review';
import { ScriptedAgent, type ScriptedCall, type SeenTool } from './scripted-agent';

export interface AgentRun {
	finished: FinishedRun;
	/** The tools that the agent saw. */
	tools: SeenTool[];
	/** What the agent got for each call. */
	results: unknown[];
}

export interface AgentSetting {
	parameters: INodeParameters;
	calls?: ScriptedCall[];
	/** The agent's own input, which must never get to a server. */
	input?: IDataObject;
	/** Parameters of a human review between the toolbox and the agent; without, there is none. */
	review?: INodeParameters;
	/** The type of the agent's model. */
	model?: string;
}

const AGENT = '@n8n/n8n-nodes-langchain.agent';

/** Runs an agent with one toolbox in n8n's own engine. */
export async function runAgent({
	parameters,
	calls = [],
	input = { chatInput: 'secret question', sessionId: 'secret session', action: 'sendMessage' },
	review,
	model,
}: AgentSetting): Promise<AgentRun> {
	const agent = new ScriptedAgent(calls);
	const toolOf = (node: string) => ({ ai_tool: [[{ node, type: 'ai_tool' as const, index: 0 }]] });
	const finished = await runWorkflow(
		{
			nodes: [
				{ name: 'Start', type: 'test.startItems', parameters: { items: JSON.stringify([input]) } },
				{ name: 'Agent', type: AGENT },
				{
					name: 'CRM Tools',
					type: 'test.gtmMcpAgentTools',
					parameters: { server: 'url', authentication: 'none', ...parameters },
				},
				...(review ? [{ name: 'Review', type: 'test.reviewHitlTool', parameters: review }] : []),
				...(model === undefined ? [] : [{ name: 'Model', type: model, disabled: true }]),
			],
			connections: {
				Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
				'CRM Tools': toolOf(review ? 'Review' : 'Agent'),
				...(review && { Review: toolOf('Agent') }),
				...(model !== undefined && {
					Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
				}),
			},
		},
		{
			nodeTypes: [
				new GtmMcpAgentTools(),
				agent.asType(),
				new HumanReview(),
				...(model === undefined ? [] : [modelDouble(model)]),
			],
		},
	);
	const results = finished.output('Agent')[0]?.json.results;
	return { finished, tools: agent.seen, results: (results as unknown[] | undefined) ?? [] };
}

/** A model that is only there to be seen. */
function modelDouble(name: string) {
	const { description } = new HumanReview();
	return { description: { ...description, name, inputs: [], properties: [] } };
}
