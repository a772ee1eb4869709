import type { Tool } from '../../../third-party/mcp-client';
import { checkPin, isToolListed } from '../guard/tool-decision';
import { SecretKeeper } from '../redaction';
import { type ClientRuntime, clientRuntime } from '../runtime';
import { type AccessContext, toAccessContext } from './access-context';
import type { AccessPorts } from './access-ports';
import type { Reported } from './call-report';
import { callTool } from './calling';
import { checkHealth } from './health-check';
import { endpointSecrets } from './endpoint';
import { fetchLink, isWebLink } from './linked-resource';
import { listThroughCache } from './listing';
import type { AccessSettings, ListOptions, McpServerAccess } from './mcp-server-access';
import { isRead, perform, sharingOf } from './perform';
import { recorded } from './recorded';
import { orWithoutList } from './tool-for-call';
import { watch } from './watching';

/**
 * An access to a server. A call goes through the session log (`recorded`), for a tool through its
 * guard rails (`callTool`), and then through the steps that `perform` lists; what only reads lists has
 * a cache in place of the guard rails.
 *
 * @throws McpClientError if there is no endpoint, or a command is one and commands are forbidden
 */
export function createMcpServerAccess(
	settings: AccessSettings,
	ports: AccessPorts,
	runtime: ClientRuntime = clientRuntime(),
): McpServerAccess {
	const context = toAccessContext(settings, ports, runtime);
	const list = async <K extends 'resources' | 'templates' | 'prompts'>(
		method: string,
		kind: K,
		options?: ListOptions,
	) =>
		await recorded(context, { method }, async () => await listThroughCache(context, kind, options));
	const readResource: McpServerAccess['readResource'] = async (uri, options) =>
		await recorded(
			context,
			{ method: 'resources/read', subject: uri },
			async () =>
				await perform(
					context,
					{
						step: 'read',
						sharing: sharingOf(context),
						repetition: isRead,
						run: async (connection, limits, answers) =>
							await connection.readResource(uri, limits, answers),
					},
					options,
				),
		);
	return {
		async callTool(name, args, options = {}) {
			return await recorded(
				context,
				{ method: 'tools/call', subject: name, args },
				async () => await callTool(context, { name, args, options }),
			);
		},
		async listTools(options) {
			return await recorded(
				context,
				{ method: 'tools/list' },
				async () => await listTools(context, options),
			);
		},
		async findTool(name, options) {
			return await findTool(context, name, options);
		},
		async toolForCall(name, options) {
			return await orWithoutList(context, async () => await findTool(context, name, options));
		},
		readResource,
		async readLink(link, options) {
			if (!isWebLink(link.uri)) return await readResource(link.uri, options);
			return await recorded(
				context,
				{ method: 'resource_link', subject: link.uri },
				async () => await fetchLink(context, link, options),
			);
		},
		async listResources(options) {
			return await list('resources/list', 'resources', options);
		},
		async listResourceTemplates(options) {
			return await list('resources/templates/list', 'templates', options);
		},
		async listPrompts(options) {
			return await list('prompts/list', 'prompts', options);
		},
		async getPrompt(name, args, options) {
			return await recorded(
				context,
				{ method: 'prompts/get', subject: name, args },
				async () =>
					await perform(
						context,
						{
							step: 'prompt',
							sharing: sharingOf(context),
							repetition: isRead,
							run: async (connection, limits, answers) =>
								await connection.getPrompt({ name, arguments: { ...args } }, limits, answers),
						},
						options,
					),
			);
		},
		async complete(reference, argument, known = {}, options) {
			return await perform(
				context,
				{
					step: 'complete',
					sharing: 'shared',
					repetition: isRead,
					run: async (connection, limits) =>
						await connection.complete(reference, argument, { ...known }, limits),
				},
				options,
			);
		},
		async serverInfo(options) {
			return await perform(
				context,
				{
					step: 'connect',
					sharing: 'shared',
					repetition: isRead,
					run: async (connection) => await Promise.resolve(connection.server),
				},
				options,
			);
		},
		async checkHealth(options) {
			return await checkHealth(context, options);
		},
		async watch(target, options) {
			return await recorded(
				context,
				{ method: 'watch', subject: target.uris[0] },
				async () => await watch(context, target, options),
			);
		},
		async redact(text) {
			const secrets = new SecretKeeper();
			secrets.add(settings.endpoints.flatMap(endpointSecrets));
			secrets.addHeaders(await settings.authorization.headers());
			return secrets.redact(text);
		},
	};
}

/** A changed pin is only a warning here: else nobody could review what has changed. */
async function listTools(context: AccessContext, options?: ListOptions): Promise<Reported<Tool[]>> {
	const { guard } = context.settings.policy;
	const { value, report } = await listThroughCache(context, 'tools', options);
	const listed = value.filter(({ name }) => isToolListed(name, guard));
	const pin = guard.pin && { ...guard.pin, onChange: 'warn' as const };
	const change = checkPin(listed, { ...guard, pin });
	if (change !== undefined) report.warnings.push(change);
	return { value: listed, report };
}

async function findTool(
	context: AccessContext,
	name: string,
	options?: ListOptions,
): Promise<Reported<Tool | undefined>> {
	const { value, report } = await listTools(context, options);
	const tool = value.find((candidate) => candidate.name === name);
	if (tool || report.cached !== 'fresh') return { value: tool, report };
	const anew = await listTools(context, { ...options, freshness: 'anew' });
	return {
		value: anew.value.find((candidate) => candidate.name === name),
		report: anew.report,
	};
}
