/** What the suite tells the program that it starts for a scenario. */
export interface Scenario {
	name: string;
	/** Of the server that the suite plays. */
	url: URL;
	/** What a user would have entered: client id, secret, calls to make. */
	context: ScenarioContext;
}

export interface ScenarioContext {
	client_id?: string;
	client_secret?: string;
	private_key_pem?: string;
	signing_algorithm?: string;
	toolCalls?: ToolCall[];
}

export interface ToolCall {
	name: string;
	arguments?: Record<string, unknown>;
}

/** A tool as the server lists it. */
export interface ListedTool {
	name: string;
	inputSchema: Record<string, unknown>;
}

/** Reads the environment and the last argument, as the suite gives them. */
export function readScenario(env: NodeJS.ProcessEnv, args: string[]): Scenario {
	return {
		name: env.MCP_CONFORMANCE_SCENARIO ?? '',
		url: new URL(args.at(-1) ?? ''),
		context: JSON.parse(env.MCP_CONFORMANCE_CONTEXT ?? '{}') as ScenarioContext,
	};
}
