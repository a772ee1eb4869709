import { loggedInClient } from './n8n-context';
import type { Scenario } from '../../../sandbox/chat-model/scenario';
import { type ChatModel, startChatModel } from '../../../sandbox/chat-model/server';
import type {
	CredentialSummary,
	Execution,
	NewWorkflow,
	WorkflowNode,
} from '../../../scripts/n8n/rest-types';

export const TOOLBOX = 'n8n-nodes-gtm-mcp.gtmMcpAgentTools';
const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const MODEL_KEY = 'sk-sandbox-e2e';
const ASLEEP_MS = 20_000;

/** What an agent has and does. */
export interface AgentCase {
	/** What the model does; its key is set here. */
	turns: Scenario['turns'];
	/** A toolbox each, by the name of its node. */
	toolboxes: Record<string, Toolbox>;
	/** Parameters of the OpenAI Chat Model node. */
	model?: object;
	agent?: { typeVersion?: number; parameters?: object };
	/** A human review between the first toolbox and the agent. */
	review?: Partial<WorkflowNode> & Pick<WorkflowNode, 'type' | 'parameters'>;
}

export interface Toolbox {
	/** GTM MCP Agent Tools if left out. */
	type?: string;
	parameters: object;
	credential?: CredentialSummary;
}

/** A chat model with a script, and an n8n that uses it. */
export class AgentBench {
	private constructor(
		readonly model: ChatModel,
		private readonly workflowId: string,
	) {}

	/** Makes the workflow: Manual Trigger → AI Agent, with an OpenAI Chat Model and the toolboxes. */
	static async create(agentCase: AgentCase): Promise<AgentBench> {
		const n8n = loggedInClient();
		const model = await startChatModel({ apiKey: MODEL_KEY, turns: agentCase.turns });
		const openAi = await n8n.createCredential({
			name: `Scripted model ${crypto.randomUUID()}`,
			type: 'openAiApi',
			data: { apiKey: MODEL_KEY, url: model.url },
		});
		const workflow = await n8n.createWorkflow(toWorkflow(agentCase, openAi));
		return new AgentBench(model, workflow.id);
	}

	/** Starts the workflow as the editor's button does, and gives the id of the execution. */
	async start(): Promise<string> {
		const started = await loggedInClient().runWorkflow(this.workflowId, {
			triggerToStartFrom: { name: 'Start' },
		});
		if (!('executionId' in started)) throw new Error('the workflow did not start');
		return started.executionId;
	}

	async run(): Promise<Execution> {
		return await loggedInClient().waitForExecution(await this.start());
	}

	/** Waits until n8n has put an execution to sleep, which it does after it has asked the person. */
	async untilAsleep(id: string): Promise<void> {
		const deadline = Date.now() + ASLEEP_MS;
		while ((await loggedInClient().getExecution(id)).status !== 'waiting') {
			if (Date.now() > deadline) throw new Error('the execution did not go to sleep');
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}

	/** The tools that the model was offered when it was last asked. */
	offered() {
		return this.model.requests.at(-1)?.conversation.tools ?? [];
	}

	/** What the model was told last, by all the tools that were called in its last turn. */
	told(): string[] {
		const messages = this.model.requests.at(-1)?.conversation.messages ?? [];
		return messages.filter(({ role }) => role === 'tool').map(({ text }) => text);
	}

	get id(): string {
		return this.workflowId;
	}

	async close(): Promise<void> {
		await loggedInClient().deleteWorkflow(this.workflowId);
		await this.model.close();
	}
}

/** What the agent said in the end. */
export function outputOf(execution: Execution): unknown {
	return execution.data.resultData.runData.Agent?.at(-1)?.data?.main?.[0]?.[0]?.json.output;
}

function toWorkflow(
	{ toolboxes, model, agent, review }: AgentCase,
	openAi: CredentialSummary,
): NewWorkflow {
	const { id, name } = openAi;
	const nodes: WorkflowNode[] = [
		node('Start', 'n8n-nodes-base.manualTrigger', [0, 0], 1, {}),
		node('Agent', `${LANGCHAIN}.agent`, [220, 0], agent?.typeVersion ?? 3.1, {
			promptType: 'define',
			text: '={{ $json.chatInput }}',
			options: {},
			...agent?.parameters,
		}),
		{
			...node('OpenAI Chat Model', `${LANGCHAIN}.lmChatOpenAi`, [80, 220], 1.3, {
				model: { __rl: true, mode: 'id', value: 'scripted' },
				responsesApiEnabled: false,
				options: { maxRetries: 1 },
				...model,
			}),
			credentials: { openAiApi: { id, name } },
		},
		...Object.entries(toolboxes).map(
			([toolbox, { type = TOOLBOX, parameters, credential }], index) => ({
				...node(toolbox, type, [300 + 200 * index, review ? 440 : 220], 1, {
					authentication: credential ? 'apiKey' : 'none',
					...parameters,
				}),
				...(credential && {
					credentials: { [credential.type]: { id: credential.id, name: credential.name } },
				}),
			}),
		),
		...(review ? [{ ...node('Review', review.type, [300, 220], 1.2, {}), ...review }] : []),
	];
	const [first = '', ...others] = Object.keys(toolboxes);
	const to = (target: string, type: string) => ({ [type]: [[{ node: target, type, index: 0 }]] });
	return {
		name: `Agent ${crypto.randomUUID()}`,
		nodes,
		connections: {
			Start: to('Agent', 'main'),
			'OpenAI Chat Model': to('Agent', 'ai_languageModel'),
			[first]: to(review ? 'Review' : 'Agent', 'ai_tool'),
			...Object.fromEntries(others.map((each) => [each, to('Agent', 'ai_tool')])),
			...(review && { Review: to('Agent', 'ai_tool') }),
		},
		// Without it, as of old, n8n lets the agent go on before its tools have run.
		settings: { executionOrder: 'v1' },
		pinData: {
			// What a chat gives to an agent, and what must not get to a server.
			Start: [{ json: { chatInput: 'Begin', sessionId: 'secret-session', action: 'sendMessage' } }],
		},
	};
}

function node(
	name: string,
	type: string,
	position: [number, number],
	typeVersion: number,
	parameters: object,
): WorkflowNode {
	return {
		id: crypto.randomUUID(),
		name,
		type,
		typeVersion,
		position,
		parameters: { ...parameters },
	};
}
