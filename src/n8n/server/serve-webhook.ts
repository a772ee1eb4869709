import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { toStartItem } from './flow-start';
import { processExchanges } from './process-exchanges';
import { readServer, readTimeout } from './trigger-parameters';
import { receive } from '../../mcp/server/endpoint';
import { sendReply } from '../../mcp/server/exchange';

/**
 * Answers one request to the trigger's URL. A call of a tool leaves the response open and starts an
 * execution, which answers when it ends (run-branch.ts).
 *
 * `noWebhookResponse` is always set: the response is ours, n8n must not touch it.
 */
export async function serveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const response = context.getResponseObject();
	const server = await readServer(context, context.getNodeWebhookUrl('default'));
	const received = receive(
		{ method: request.method, headers: request.headers, body: request.body as unknown },
		server,
		(error) => context.logger.error('MCP request failed', { error }),
	);
	if (received.kind === 'reply') {
		sendReply(response, received.reply);
		return { noWebhookResponse: true };
	}
	const { call } = received;
	const timeout = readTimeout(context);
	const exchangeId = processExchanges().begin(call, server.info, response, timeout);
	return {
		noWebhookResponse: true,
		workflowData: [[{ json: toStartItem({ exchangeId, call }) }]],
	};
}
