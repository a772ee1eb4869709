import type { Client, ClientCapabilities } from '../../../third-party/mcp-client';
import { McpClientError } from '../client-error';
import type { CallAnswers } from './call-answers';

/**
 * Answers the server's questions through whoever is calling at the moment. In the modern era the SDK
 * asks the same handlers for the questions of an `input_required` result.
 */
export function answerThrough(
	client: Client,
	capabilities: ClientCapabilities,
	current: () => CallAnswers | undefined,
): void {
	const answers = () => current() ?? nobodyAsks();
	if (capabilities.elicitation) {
		client.setRequestHandler(
			'elicitation/create',
			async ({ params }, { mcpReq }) => await answers().elicit(params, mcpReq.signal),
		);
	}
	if (capabilities.sampling) {
		client.setRequestHandler(
			'sampling/createMessage',
			async ({ params }, { mcpReq }) => await answers().sample(params, mcpReq.signal),
		);
	}
	if (capabilities.roots) {
		client.setRequestHandler('roots/list', () => answers().listRoots());
	}
}

function nobodyAsks(): never {
	throw new McpClientError('call', 'The server asked something while no call was running', {
		hint: 'Contact the operator of the server.',
		delivery: 'answered',
	});
}
