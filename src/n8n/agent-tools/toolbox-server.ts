import type { McpServerAccess, RequestOptions } from '../../mcp/client/access/mcp-server-access';
import type { CallReport, Reported } from '../../mcp/client/access/call-report';
import type { AgentTool } from '../../mcp/client/agent/agent-tool';
import { type Offer, type ToolboxSettings, toToolbox } from '../../mcp/client/agent/toolbox';
import { McpClientError } from '../../mcp/client/client-error';
import type { ToolGuard } from '../../mcp/client/guard/tool-guard';
import type { AgentToolsSettings } from './settings';
import type { ToolReader } from './tool-reader';

/** A server that a toolbox takes its tools from. */
export interface ToolboxServer {
	access: McpServerAccess;
	/** The guard of the access, for what it knows of the effects of tools. */
	guard: ToolGuard;
}

/**
 * The tools that a reader gets of a server.
 *
 * @param hear gets what was unusual on the way
 * @throws McpClientError if the list of tools cannot be had
 */
export async function listToolbox(
	server: ToolboxServer,
	settings: AgentToolsSettings,
	reader: ToolReader,
	options: RequestOptions,
	hear: (report: CallReport) => void,
): Promise<AgentTool[]> {
	const heard = async <T>(request: Promise<Reported<T>>): Promise<T> => {
		const { value, report } = await request;
		hear(report);
		return value;
	};
	const offer: Offer = {
		tools: await heard(server.access.listTools(options)),
		resources: settings.extras.includes('resources') ? 'offered' : 'none',
		prompts: settings.extras.includes('prompts')
			? await heard(server.access.listPrompts(options))
			: [],
	};
	return toToolbox(offer, toToolboxSettings(server.guard, settings, reader));
}

function toToolboxSettings(
	known: ToolGuard,
	{ prefix, selection, effects, profile }: AgentToolsSettings,
	reader: ToolReader,
): ToolboxSettings {
	return {
		prefix,
		selection,
		effects,
		known,
		profile: profile === 'auto' ? reader.profile : profile,
		reader: reader.schema,
	};
}

/**
 * Whether an error says that the server cannot be used now, which costs its tools and not the agent.
 * Anything else is for the user to mend: a parameter that is missing, a guard rail that stops.
 */
export function isOutage(error: unknown): error is McpClientError {
	if (!(error instanceof McpClientError) || error.step === 'guard') return false;
	return error.delivery !== 'notSent' || error.retryable;
}
