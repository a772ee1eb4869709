import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { createEndpointPorts, resourceMetadata } from './endpoint-ports';
import { toStartItem } from './flow-start';
import { emitCall, mcpProcess, type McpProcess } from './mcp-process';
import { readConnectedTools } from './connected-tools';
import { hasOtherTools } from './connected-toolkits';
import { answerDashboard } from './dashboard/serve-dashboard';
import { keysOf, SignInsOfServers } from './sign-in';
import { answerSignIn, endpointOf, isBelow } from './sign-in-http';
import { createRuntime, setUpServer, withConnectedTools, type ServerSetup } from './server-setup';
import { DASHBOARD_SUFFIX } from '../../mcp/dashboard/dashboard-ports';
import { ENDPOINT_SUFFIXES } from '../../mcp/server/access/oauth-paths';
import type { CallInProgress } from '../../mcp/server/calls/call-in-progress';
import { sendJson } from '../../mcp/server/calls/open-response';
import { serveHttp } from '../../mcp/server/endpoint';
import { EXPOSED_HEADERS } from '../../mcp/server/listener';

/** Path of the protected resource metadata, below the trigger's own. */
const METADATA_SUFFIX = ENDPOINT_SUFFIXES.resourceMetadata;

const signIns = new SignInsOfServers();

/**
 * Answers one request to the trigger's URL. A call that needs a flow leaves the response open and
 * starts an execution, which answers when it ends (run-branch.ts).
 *
 * `noWebhookResponse` is always set: the response is ours, n8n must not touch it.
 */
export async function serveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const response = context.getResponseObject();
	const url = context.getNodeWebhookUrl('default');
	const mcp = mcpProcess();
	const isTest = context.getMode() === 'manual';
	const setup = await setUpServer(context, url, isTest ? ':test' : '');
	// n8n itself lets pages in that may come, but they could not read their session.
	if (request.headers.origin) response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
	const signIn = url === undefined ? undefined : signIns.get(setup, url, mcp);
	const endpoint = endpointOf(request.path, setup.parameters.path);
	if (!isTest && setup.parameters.listen === 'port') {
		sendJson(response, 404, {}, { error: 'This server is available on its own port only' });
		return { noWebhookResponse: true };
	}
	if (isBelow(request.path, setup.parameters.path, DASHBOARD_SUFFIX)) {
		const isThere = !isTest && (await serveDashboard(context, setup, url, mcp));
		if (!isThere) sendJson(response, 404, {}, { error: 'this server has no dashboard' });
		return { noWebhookResponse: true };
	}
	if (endpoint === 'resourceMetadata') {
		const metadata = resourceMetadata(setup, url ?? '');
		sendJson(
			response,
			metadata ? 200 : 404,
			{},
			metadata ?? { error: 'this server does not use tokens' },
		);
		return { noWebhookResponse: true };
	}
	if (endpoint !== undefined) {
		if (signIn?.serves(endpoint)) await answerSignIn(signIn, endpoint, context, setup);
		else sendJson(response, 404, {}, { error: 'this server has no sign-in' });
		return { noWebhookResponse: true };
	}
	const started: INodeExecutionData[] = [];
	let isHandedOver = false;
	const start = (call: CallInProgress) => {
		// n8n starts one execution a request, and by then; the further calls of a batch, and one that a
		// person allowed later, go through the trigger.
		if (started.length > 0 || isHandedOver) emitCall(mcp, setup.id, call);
		else
			started.push({ json: toStartItem({ kind: 'call', callId: call.id, call: call.terms.call }) });
	};
	const metadataUrl = url === undefined ? undefined : `${url}${METADATA_SUFFIX}`;
	const runtime = async () =>
		createRuntime(await addConnectedTools(context, setup), mcp, start, {
			url,
			resourceMetadataUrl: metadataUrl,
		});
	const authentication = () => setup.authentication;
	const access = { metadataUrl, authentication, signIn: signIn?.verify };
	const ports = createEndpointPorts(setup, mcp, access);
	await serveHttp(
		{
			method: request.method,
			headers: request.headers,
			body: request.body as unknown,
			...(request.socket?.remoteAddress ? { remoteAddress: request.socket.remoteAddress } : {}),
		},
		response,
		runtime,
		ports,
	);
	isHandedOver = true;
	return {
		noWebhookResponse: true,
		...(started.length > 0 ? { workflowData: [started] } : {}),
	};
}

/** @returns false if there is none */
async function serveDashboard(
	context: IWebhookFunctions,
	setup: ServerSetup,
	url: string | undefined,
	mcp: McpProcess,
): Promise<boolean> {
	if (url === undefined) return false;
	// No execution waits for this request: what is allowed here starts as one of the trigger.
	const start = (call: CallInProgress) => emitCall(mcp, setup.id, call);
	const access = {
		url,
		keys: async () => await Promise.resolve(keysOf(setup.authentication)),
		runtime: async () =>
			createRuntime(await addConnectedTools(context, setup), mcp, start, { url }),
	};
	return await answerDashboard(context, setup, access, mcp);
}

/** The server that the node describes, with the tools of the nodes that are connected to it. */
async function addConnectedTools(
	context: IWebhookFunctions,
	setup: ServerSetup,
): Promise<ServerSetup> {
	if (!hasOtherTools(context)) return setup;
	const { connectedTools } = mcpProcess();
	const tools = await connectedTools.get(setup.id, async () =>
		connectedTools.learn(setup.id, await readConnectedTools(context, setup.report)),
	);
	return withConnectedTools(setup, tools);
}
