import {
	type EngineRequest,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

/** A tool as n8n's agent gets it from a toolkit. */
export interface SeenTool {
	name: string;
	description: string;
	schema: unknown;
	metadata: { sourceNodeName?: string; gatedToolNodeName?: string };
	invoke(args: unknown): Promise<unknown>;
}

export interface ScriptedCall {
	tool: string;
	args: IDataObject;
	/** The human review that let the call through. */
	reviewedBy?: string;
}

/**
 * Plays n8n's AI Agent, version 3, without a model: gets its tools as the agent does, asks the engine
 * to run those of its script, all at once, and outputs what came back.
 */
export class ScriptedAgent implements INodeType {
	/** What the agent saw when it last ran. */
	seen: SeenTool[] = [];

	description: INodeTypeDescription = {
		displayName: 'AI Agent',
		name: '@n8n/n8n-nodes-langchain.agent',
		group: ['transform'],
		version: 3,
		description: 'Plays an agent',
		defaults: { name: 'Agent' },
		inputs: [
			NodeConnectionTypes.Main,
			{ type: NodeConnectionTypes.AiTool },
			{ type: NodeConnectionTypes.AiLanguageModel },
		],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	constructor(private readonly script: ScriptedCall[]) {}

	asType(): INodeType {
		const run = this.run.bind(this);
		return {
			description: this.description,
			async execute(this: IExecuteFunctions, response?: EngineResponse) {
				return await run(this, response);
			},
		};
	}

	private async run(
		context: IExecuteFunctions,
		response?: EngineResponse,
	): Promise<INodeExecutionData[][] | EngineRequest> {
		const supplied = await context.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
		const toolkits = supplied as Array<{ tools: SeenTool[]; getTools(): SeenTool[] }>;
		this.seen = toolkits.flatMap((toolkit) => toolkit.getTools());
		for (const tool of this.seen) convert(tool);
		const results = response?.actionResponses ?? [];
		if (results.length === 0 && this.script.length > 0) {
			return {
				actions: this.script.map((call, index) => this.toAction(call, index)),
				metadata: {},
			};
		}
		const json = results.map(({ data }) => data.data?.ai_tool?.[0]?.map((item) => item.json));
		return [[{ json: { results: json } }]];
	}

	/** As createEngineRequests and, behind a review, processHitlResponses do. */
	private toAction({ tool, args, reviewedBy }: ScriptedCall, index: number) {
		const known = this.seen.find((each) => each.name === tool) ?? this.seen[0];
		const { gatedToolNodeName, sourceNodeName = '' } = known?.metadata ?? {};
		return {
			actionType: 'ExecutionNodeAction' as const,
			nodeName: gatedToolNodeName ?? sourceNodeName,
			input: { ...args, tool },
			type: NodeConnectionTypes.AiTool,
			id: `call_${index}`,
			metadata: { itemIndex: 0, ...(reviewedBy && { parentNodeName: reviewedBy }) },
		};
	}
}

/**
 * n8n puts a zod schema of its own in place of the tool's (normalizeToolSchema). Behind a review the
 * double leaves it as it is, so that a test can see what the review made of it.
 */
function convert(tool: SeenTool): void {
	if (tool.metadata.gatedToolNodeName === undefined) tool.schema = 'a zod schema';
}
