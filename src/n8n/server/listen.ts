import {
	NodeConnectionTypes,
	NodeOperationError,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';

import { createEndpointPorts, resourceMetadata } from './endpoint-ports';
import { toStartItem } from './flow-start';
import { emitCall, mcpProcess, type McpProcess } from './mcp-process';
import type { KnownTool } from './connected-tools-cache';
import { createRuntime, setUpServer, withConnectedTools, type ServerSetup } from './server-setup';
import { sharedListeners } from './shared-listeners';
import { hostOf } from '../../mcp/server/access/host-names';
import { checkOrigin, createHostGuard } from '../../mcp/server/access/web-page-guard';
import { wellKnownMetadataPath } from '../../mcp/server/access/protected-resource';
import { listDigests, type ListKind } from '../../mcp/server/catalog/catalog';
import { serveHttp } from '../../mcp/server/endpoint';
import type { Mount } from '../../mcp/server/listener';
import type { ServerRuntime } from '../../mcp/server/server-runtime';

/**
 * Runs as long as the trigger is published, in the process that holds n8n's triggers: takes the own
 * port, if the node wants one, and lets executions be started without a webhook.
 */
export async function listen(context: ITriggerFunctions): Promise<ITriggerResponse> {
	if (context.getMode() === 'manual') return {};
	const process = mcpProcess();
	process.reportTrouble = (message) => context.logger.error(`MCP server: ${message}`);
	const setup = await setUpServer(context, undefined);
	warnOfMissingTools(context, setup, process);
	process.connectedTools.forget(setup.id);
	process.emitters.set(setup.id, (json) => context.emit([[{ json }]]));
	process.handover.started(setup.id, () => announceChanges(setup, process));
	const release =
		setup.parameters.listen === 'webhook' ? undefined : await takePort(context, setup, process);
	return {
		closeFunction: async () => {
			process.emitters.delete(setup.id);
			release?.();
			process.handover.stopped(setup.id);
		},
	};
}

/** A server without them is worth more than none: another version of this package may offer less. */
function warnOfMissingTools(
	{ logger }: ITriggerFunctions,
	{ parameters }: ServerSetup,
	{ builtinTools }: McpProcess,
): void {
	const missing = builtinTools.missing(parameters.builtinTools);
	if (missing.length === 0) return;
	logger.warn(`MCP server: the built-in tools ${missing.join(', ')} are not there, and left out`);
}

/** Clients that listen are told which lists the new version changed. */
function announceChanges({ id, catalog }: ServerSetup, process: McpProcess): void {
	const before = process.digests.get(id);
	const now = listDigests(catalog);
	process.digests.set(id, now);
	if (!before) return;
	for (const kind of Object.keys(now) as ListKind[]) {
		if (before[kind] !== now[kind]) process.subscriptions.announce(id, { kind });
	}
}

async function takePort(
	context: ITriggerFunctions,
	setup: ServerSetup,
	process: McpProcess,
): Promise<() => void> {
	const { host, port, path } = setup.parameters;
	try {
		const { name } = context.getNode();
		const tools = { connectionType: NodeConnectionTypes.AiTool, depth: 1 };
		const hasTools = context.getParentNodes(name, tools).length > 0;
		const mount = createMount(setup, process, hasTools);
		return await sharedListeners().mount(host, port, `/${path.replace(/^\/+/, '')}`, mount);
	} catch (error) {
		throw new NodeOperationError(
			context.getNode(),
			`The port ${port} of ${host} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
			{ description: 'Choose another Port or Path, or stop what uses this one.' },
		);
	}
}

/** How clients reach the own port. Metadata must name exactly this, or they refuse it. */
function publicUrlOf({ parameters }: ServerSetup): string {
	const { host, port, path, options } = parameters;
	const { publicUrl = '' } = options;
	return publicUrl.trim() || `http://${host}:${port}/${path.replace(/^\/+/, '')}`;
}

/** Only an execution can ask nodes for their tools, so one is started that does nothing else. */
async function discoverTools(server: string, process: McpProcess): Promise<KnownTool[]> {
	return await process.connectedTools.get(server, () => {
		process.emitters.get(server)?.(toStartItem({ kind: 'discovery', server }));
		return undefined;
	});
}

/** Schemas of tools are not compiled, and lists not made, anew for tools that are the same. */
function forSameArgument<Argument, Value>(
	make: (argument: Argument) => Value,
): (argument: Argument) => Value {
	let last: { argument: Argument; value: Value } | undefined;
	return (argument) => {
		if (last?.argument !== argument) last = { argument, value: make(argument) };
		return last.value;
	};
}

/** @param hasTools whether nodes are connected to the Tools port */
function createMount(setup: ServerSetup, process: McpProcess, hasTools: boolean): Mount {
	const url = publicUrlOf(setup);
	const metadataUrl = new URL(wellKnownMetadataPath(new URL(url).pathname), url).href;
	const start: ServerRuntime['start'] = (call) => emitCall(process, setup.id, call);
	const runtimeOf = (current: ServerSetup) => createRuntime(current, process, start, metadataUrl);
	const plain = runtimeOf(setup);
	const withTools = forSameArgument((tools: KnownTool[]) =>
		runtimeOf(withConnectedTools(setup, tools)),
	);
	const currentRuntime = async () =>
		hasTools ? withTools(await discoverTools(setup.id, process)) : plain;
	const checkHost = createHostGuard(setup.allowedHosts);
	const ports = createEndpointPorts(setup, process, metadataUrl);
	return {
		serve: async (request, response) => await serveHttp(request, response, currentRuntime, ports),
		guard: ({ headers }) => {
			checkHost(headers);
			checkOrigin(headers, setup.allowedOrigins);
		},
		allowOrigin: (origin) => {
			checkOrigin({ origin }, setup.allowedOrigins);
			return hostOf(origin) === undefined ? undefined : origin;
		},
		resourceMetadata: () => resourceMetadata(setup, url),
	};
}
