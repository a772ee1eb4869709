import { NodeOperationError, type ITriggerFunctions, type ITriggerResponse } from 'n8n-workflow';

import { hasSeveralMains } from '../queue-mode';
import { hasOtherTools } from './connected-toolkits';
import { createEndpointPorts, resourceMetadata } from './endpoint-ports';
import { toStartItem } from './flow-start';
import { createCurrentAuthentication } from './current-authentication';
import { emitCall, mcpProcess, placeOf, type Emit, type McpProcess } from './mcp-process';
import { addressOf, describePortFailure, onceItIsFree, type OwnPort } from './own-port';
import type { KnownTool } from './connected-tools-cache';
import { createRuntime, setUpServer, withConnectedTools, type ServerSetup } from './server-setup';
import { mountDashboard } from './dashboard/serve-dashboard';
import { sharedListeners } from './shared-listeners';
import { createSignIn, issuerOf, keysOf } from './sign-in';
import { mountSignIn } from './sign-in-http';
import { signInWarnings } from './sign-in-warnings';
import { watchKeys } from './watch-keys';
import { checkOrigin, createHostGuard } from '../../mcp/server/access/web-page-guard';
import { DASHBOARD_SUFFIX } from '../../mcp/dashboard/dashboard-ports';
import { ENDPOINT_SUFFIXES } from '../../mcp/server/access/oauth-paths';
import { wellKnownMetadataPath } from '../../mcp/server/access/protected-resource';
import { clientWarnings } from '../../mcp/server/catalog/client-warnings';
import { listDigests, type ListKind } from '../../mcp/server/catalog/catalog';
import { serveHttp } from '../../mcp/server/endpoint';
import { type Mount, normalizePath } from '../../mcp/server/listener';
import type { ServerRuntime } from '../../mcp/server/server-runtime';

/**
 * Runs as long as the trigger is published, in the process that holds n8n's triggers: takes the own
 * port, if the node wants one, and lets executions be started without a webhook.
 */
export async function listen(context: ITriggerFunctions): Promise<ITriggerResponse> {
	if (context.getMode() === 'manual') return {};
	const mcp = mcpProcess();
	const setup = await setUpServer(context, undefined);
	warnOfClients(context, setup);
	mcp.connectedTools.forget(setup.id);
	// First what may fail: a trigger that is not published leaves nothing behind.
	const release = setup.ownPort && (await takePort(context, setup, setup.ownPort, mcp));
	const emit: Emit = (json) => context.emit([[{ json }]]);
	mcp.emitters.set(setup.id, emit);
	const unwatch = watchKeys(context, setup, mcp);
	mcp.handover.started(setup.id, () => announceChanges(setup, mcp));
	return {
		closeFunction: async () => {
			release?.();
			unwatch();
			// Published anew before the last version was stopped: what is there is the new one's.
			if (mcp.emitters.get(setup.id) !== emit) return;
			mcp.emitters.delete(setup.id);
			mcp.handover.stopped(setup.id);
		},
	};
}

/** What some clients will not take; said where the owner looks when a client shows no tools. */
function warnOfClients({ logger }: ITriggerFunctions, setup: ServerSetup): void {
	const warnings = [...clientWarnings(setup.catalog), ...signInWarnings(setup)];
	for (const warning of warnings) logger.warn(`MCP server: ${warning}`);
}

/** Clients that listen are told which lists the new version changed. */
function announceChanges({ id, catalog }: ServerSetup, mcp: McpProcess): void {
	const before = mcp.digests.get(id);
	const now = listDigests(catalog);
	mcp.digests.set(id, now);
	if (!before) return;
	for (const kind of Object.keys(now) as ListKind[]) {
		if (before[kind] !== now[kind]) mcp.subscriptions.announce(id, { kind });
	}
}

/** Whether another main of this n8n may have led until now, and be about to give the port back. */
function isHandover(context: ITriggerFunctions): boolean {
	const isUnattended = ['init', 'leadershipChange'].includes(context.getActivationMode());
	return isUnattended && hasSeveralMains(process.env);
}

async function takePort(
	context: ITriggerFunctions,
	setup: ServerSetup,
	ownPort: OwnPort,
	mcp: McpProcess,
): Promise<() => void> {
	const { host, port, path } = ownPort;
	try {
		const mount = createMount(context, setup, ownPort.url, mcp, hasOtherTools(context));
		const address = await addressOf(host);
		const open = async () => await sharedListeners().mount(address, port, path, mount);
		return isHandover(context) ? await onceItIsFree(open) : await open();
	} catch (error) {
		throw new NodeOperationError(context.getNode(), describePortFailure(ownPort, error));
	}
}

/** Only an execution can ask nodes for their tools, so one is started that does nothing else. */
async function discoverTools(server: string, mcp: McpProcess): Promise<KnownTool[]> {
	return await mcp.connectedTools.get(server, () => {
		mcp.emitters.get(server)?.(toStartItem({ kind: 'discovery', server }));
		return undefined;
	});
}

/**
 * Where the metadata is asked for. A proxy that changes the path passes on what is below it, and
 * nothing beside it.
 */
function metadataUrlOf(url: string, path: string): string {
	const { pathname } = new URL(url);
	return normalizePath(pathname) === normalizePath(path)
		? new URL(wellKnownMetadataPath(pathname), url).href
		: `${issuerOf(url)}${ENDPOINT_SUFFIXES.resourceMetadata}`;
}

/** @param hasTools whether nodes are connected whose tools have to be found out */
function createMount(
	context: ITriggerFunctions,
	setup: ServerSetup,
	url: string,
	mcp: McpProcess,
	hasTools: boolean,
): Mount {
	const metadataUrl = metadataUrlOf(url, setup.parameters.path);
	const start: ServerRuntime['start'] = (call) => emitCall(mcp, setup.id, call);
	const currentSetup = async () =>
		hasTools ? withConnectedTools(setup, await discoverTools(setup.id, mcp)) : setup;
	const currentRuntime = async () =>
		createRuntime(await currentSetup(), mcp, start, { url, resourceMetadataUrl: metadataUrl });
	const checkHost = createHostGuard(setup.allowedHosts);
	const authentication = createCurrentAuthentication(context, setup);
	const keys = async () => keysOf(await authentication());
	const signIn = createSignIn(setup, url, keys, mcp);
	const access = { metadataUrl, authentication, signIn: signIn?.verify };
	const ports = createEndpointPorts(setup, mcp, access);
	return {
		serve: async (request, response) => await serveHttp(request, response, currentRuntime, ports),
		guard: ({ headers }) => {
			checkHost(headers);
			checkOrigin(headers, setup.allowedOrigins);
		},
		allowOrigin: (origin) => {
			checkOrigin({ origin }, setup.allowedOrigins);
			return origin;
		},
		resourceMetadata: () => resourceMetadata(setup, url),
		oauth: signIn && mountSignIn(signIn, setup, checkHost),
		beside: {
			[DASHBOARD_SUFFIX]: mountDashboard(
				setup,
				{ url, keys, runtime: currentRuntime },
				mcp,
				checkHost,
			),
		},
		report: (error) => setup.report(placeOf(error)),
	};
}
