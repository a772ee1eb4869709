import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

import type { IWebhookFunctions } from 'n8n-workflow';

import { createApprovalSource } from './approval-source';
import { createCallSource } from './call-source';
import { createGraphSource } from './graph-source';
import { addressOfCaller } from '../caller-address';
import { placeOf, type McpProcess } from '../mcp-process';
import { auditSinkOf, type ServerSetup } from '../server-setup';
import { issuerOf, recordSignIn, wrongKeyLimit } from '../sign-in';
import { observedGraph } from '../../context/process-graph';
import { processLedger } from '../../context/process-ledger';
import type { KeysNow } from '../../../mcp/authorization/held-keys';
import type { OAuthAnswer, OAuthRequest } from '../../../mcp/authorization/oauth-exchange';
import { fromParsed, fromStream, sendAnswer } from '../../../mcp/authorization/over-http';
import { createDashboard, type Dashboard } from '../../../mcp/dashboard/dashboard';
import { ProtocolError } from '../../../mcp/protocol/protocol-error';
import { DECIDE_TOOL } from '../../../mcp/server/approval/approval-tools';
import type { ServerRuntime } from '../../../mcp/server/server-runtime';
import { checkAddress } from '../../../mcp/server/access/address-list';

/** How a dashboard is reached, and reaches its server. */
export interface DashboardAccess {
	/** Of the MCP server, as browsers reach it. */
	url: string;
	/** Those that are given out now. */
	keys: KeysNow;
	/** The server, ready to call. */
	runtime(this: void): Promise<ServerRuntime>;
}

/** @returns undefined for a server without one */
function dashboardOf(
	setup: ServerSetup,
	{ url, keys, runtime }: DashboardAccess,
	mcp: McpProcess,
): Dashboard | undefined {
	const { id, catalog, dashboardKeys, parameters } = setup;
	if (dashboardKeys.length === 0) return undefined;
	const { contextGraph: shown, contextPrivacy } = parameters;
	const now = () => Date.now();
	const sink = auditSinkOf(setup, mcp);
	return createDashboard(
		{ id, url: issuerOf(url), serverName: catalog.info.name, labels: dashboardKeys },
		{
			now,
			signer: mcp.signer,
			keys,
			digestOf: (key) => createHmac('sha256', mcp.auditSecret).update(key).digest('base64url'),
			wrongKeys: wrongKeyLimit(),
			record: (event) => recordSignIn(sink, event),
			...(shown !== 'off' && { graph: createGraphSource(observedGraph, contextPrivacy) }),
			calls: createCallSource(setup, mcp, processLedger, now),
			...(catalog.tools.has(DECIDE_TOOL) && { approvals: createApprovalSource(id, runtime) }),
		},
	);
}

/** The dashboard of a server on its own port. */
export function mountDashboard(
	setup: ServerSetup,
	access: DashboardAccess,
	mcp: McpProcess,
	checkHost: (headers: IncomingHttpHeaders) => void,
): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined {
	const dashboard = dashboardOf(setup, access, mcp);
	if (!dashboard) return undefined;
	return async (request, response) => {
		checkHost(request.headers);
		const asked = fromStream(request, addressOfCaller(request, setup));
		sendAnswer(response, request, await answerOf(dashboard, asked, request, setup));
	};
}

/** The one of a server on n8n's URL, where n8n has read the body. @returns false if there is none */
export async function answerDashboard(
	context: IWebhookFunctions,
	setup: ServerSetup,
	access: DashboardAccess,
	mcp: McpProcess,
): Promise<boolean> {
	const dashboard = dashboardOf(setup, access, mcp);
	if (!dashboard) return false;
	const request = context.getRequestObject();
	const asked = fromParsed(request, request.body, addressOfCaller(request, setup));
	sendAnswer(
		context.getResponseObject(),
		request,
		await answerOf(dashboard, asked, request, setup),
	);
	return true;
}

async function answerOf(
	dashboard: Dashboard,
	asked: OAuthRequest,
	{ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
	{ allowedAddresses, policy, report }: ServerSetup,
): Promise<OAuthAnswer> {
	try {
		const { remoteAddress } = socket;
		checkAddress({ headers, remoteAddress }, allowedAddresses, policy.trustedProxies);
		return await dashboard.answer(asked);
	} catch (error) {
		if (error instanceof ProtocolError) return inWords(error.httpStatus, error.message);
		report(placeOf(error));
		return inWords(503, 'The dashboard cannot be shown. See the log of n8n.');
	}
}

function inWords(status: number, body: string): OAuthAnswer {
	const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
	return { status, headers, body };
}
