import path from 'node:path';
import { homedir } from 'node:os';

import { NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';

import { auditOutput, toCatalogDeclaration } from './catalog-declaration';
import { declareConnectedTools } from './connected-tools';
import type { KnownTool } from './connected-tools-cache';
import { mcpProcess, reportError, type McpProcess } from './mcp-process';
import { createAuditSink, createPolicyGate } from './policy-gate';
import { PolicyOptionError, readPolicy } from './policy-parameters';
import {
	JWT_CREDENTIAL,
	KEYS_CREDENTIAL,
	readTriggerParameters,
	type ParameterReader,
	type TriggerParameters,
} from './trigger-parameters';
import { createAddressList, type AddressList } from '../../mcp/server/access/address-list';
import type { Authentication } from '../../mcp/server/access/authentication';
import { hostOf, readHostNames } from '../../mcp/server/access/host-names';
import { readJwtSettings, type JwtCredential } from '../../mcp/server/access/stored-jwt';
import { readKeys, type KeysCredential } from '../../mcp/server/access/stored-keys';
import { splitList } from '../../base/split-list';
import { createCatalog, type Catalog } from '../../mcp/server/catalog/catalog';
import { DeclarationError } from '../../mcp/server/catalog/declaration-error';
import { createToolCatalog, MOST_TOOLS } from '../../mcp/server/catalog/tools';
import type { ServerLimits, ServerRuntime } from '../../mcp/server/server-runtime';
import type { PolicySettings } from '../../policy/policy-settings';

/** What the webhook, hook and trigger contexts share. */
export interface TriggerContext extends ParameterReader {
	getNode(): INode;
	getWorkflow(): { id?: string };
	getCredentials<T extends object = IDataObject>(type: string): Promise<T>;
}

/** A server that a trigger describes: what it offers, to whom, within which limits. */
export interface ServerSetup {
	id: string;
	parameters: TriggerParameters;
	catalog: Catalog;
	limits: ServerLimits;
	policy: PolicySettings;
	authentication: Authentication;
	/** Hosts whose web pages may call. */
	allowedOrigins: readonly string[];
	/** Names under which the own port may be called. */
	allowedHosts: readonly string[];
	allowedAddresses: AddressList | undefined;
}

/** The longest that a flow may take to answer unless the node says otherwise, in seconds. */
export const DEFAULT_TIMEOUT_SECONDS = 300;
export const LONGEST_TIMEOUT_SECONDS = 24 * 60 * 60;
export const DEFAULT_LARGEST_RESULT_KB = 1024;
export const DEFAULT_LIST_TTL_SECONDS = 60;
export const DEFAULT_TASK_TTL_SECONDS = 60 * 60;

/**
 * @param publicUrl of the webhook: pages of its own host may call it
 * @param suffix sets the test URL apart from the published server
 * @throws NodeOperationError naming the entry and the field that must be changed
 */
export async function setUpServer(
	context: TriggerContext,
	publicUrl: string | undefined,
	suffix: '' | ':test' = '',
): Promise<ServerSetup> {
	const parameters = readTriggerParameters(context);
	const { options } = parameters;
	const ownHost = publicUrl === undefined ? undefined : hostOf(publicUrl);
	const ownPortHost = hostOf(options.publicUrl ?? '');
	const own = [ownHost, ownPortHost].filter((host) => host !== undefined);
	const policy = orFail(context, () => readPolicy(options));
	return {
		id: serverIdOf(context) + suffix,
		parameters,
		catalog: orFail(context, () => {
			const declared = toCatalogDeclaration(parameters, context.getNode().name);
			const builtin = mcpProcess().builtinTools.declare(parameters.builtinTools);
			return createCatalog({ ...declared, tools: [...declared.tools, ...builtin] });
		}),
		limits: readLimits(context, parameters),
		policy,
		authentication: await readAuthentication(context, parameters),
		allowedOrigins: [...own, ...readHostNames(splitList(options.allowedOrigins))],
		allowedHosts: [...own, ...readHostNames(splitList(options.allowedHosts))],
		allowedAddresses: policy.allowedIps ? createAddressList(policy.allowedIps) : undefined,
	};
}

export function serverIdOf(context: Pick<TriggerContext, 'getNode' | 'getWorkflow'>): string {
	return `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
}

/** The same server with the tools of connected nodes beside those of its branches. */
export function withConnectedTools(setup: ServerSetup, tools: readonly KnownTool[]): ServerSetup {
	if (tools.length === 0) return setup;
	const { catalog } = setup;
	const room = MOST_TOOLS - catalog.tools.size;
	const declared = declareConnectedTools(tools, new Set(catalog.tools.keys())).slice(0, room);
	const connected = declared.flatMap((declaration) => {
		try {
			return [...createToolCatalog([declaration])];
		} catch (error) {
			if (error instanceof DeclarationError) return [];
			throw error;
		}
	});
	return { ...setup, catalog: { ...catalog, tools: new Map([...catalog.tools, ...connected]) } };
}

/** The server, ready to answer. */
export function createRuntime(
	setup: ServerSetup,
	process: McpProcess,
	start: ServerRuntime['start'],
	resourceMetadataUrl?: string,
): ServerRuntime {
	const { id, catalog, limits, policy, parameters } = setup;
	const sink = createAuditSink(id, policy.audit, auditOutput(parameters), auditFolder(), process);
	return {
		id,
		catalog,
		limits,
		policy: createPolicyGate(id, policy, sink, process),
		calls: process.calls,
		subscriptions: process.subscriptions,
		memory: process.memory,
		signer: process.signer,
		now: () => Date.now(),
		createId: () => crypto.randomUUID(),
		passHeaders: splitList(parameters.options.passHeaders).map((name) => name.toLowerCase()),
		...(resourceMetadataUrl === undefined ? {} : { resourceMetadataUrl }),
		start,
		report: (error) => reportError(process, error),
	};
}

/** Beside n8n's own data, in a folder of our own. */
function auditFolder(): string {
	const home = process.env.N8N_USER_FOLDER ?? homedir();
	return path.join(home, '.n8n', 'gtm-mcp-audit');
}

function readLimits(context: TriggerContext, { options }: TriggerParameters): ServerLimits {
	const {
		timeout = DEFAULT_TIMEOUT_SECONDS,
		largestResult = DEFAULT_LARGEST_RESULT_KB,
		listTtl = DEFAULT_LIST_TTL_SECONDS,
		taskTtl = DEFAULT_TASK_TTL_SECONDS,
	} = options;
	requireWithin(context, 'Timeout', timeout, [0.1, LONGEST_TIMEOUT_SECONDS]);
	requireWithin(context, 'Largest Result', largestResult, [1, 64 * 1024]);
	requireWithin(context, 'List Lifetime', listTtl, [0, LONGEST_TIMEOUT_SECONDS]);
	requireWithin(context, 'Task Lifetime', taskTtl, [1, 7 * LONGEST_TIMEOUT_SECONDS]);
	return {
		timeoutMs: timeout * 1000,
		largestResult: largestResult * 1024,
		listTtlMs: listTtl * 1000,
		taskTtlMs: taskTtl * 1000,
	};
}

function requireWithin(
	context: TriggerContext,
	option: string,
	value: number,
	[least, most]: [number, number],
): void {
	if (value >= least && value <= most) return;
	throw new NodeOperationError(
		context.getNode(),
		`The ${option.toLowerCase()} of ${value} cannot be used`,
		{ description: `Set Options > ${option} to a number from ${least} to ${most}.` },
	);
}

async function readAuthentication(
	context: TriggerContext,
	{ authentication }: TriggerParameters,
): Promise<Authentication> {
	if (authentication === 'none') return { kind: 'none' };
	if (authentication === 'jwt') {
		const credential = await context.getCredentials<JwtCredential>(JWT_CREDENTIAL);
		return { kind: 'jwt', settings: readJwtSettings(credential) };
	}
	const { keys } = await context.getCredentials<KeysCredential>(KEYS_CREDENTIAL);
	return { kind: 'apiKeys', keys: readKeys(keys) };
}

function orFail<T>(context: TriggerContext, make: () => T): T {
	try {
		return make();
	} catch (error) {
		if (error instanceof DeclarationError) {
			throw new NodeOperationError(
				context.getNode(),
				`${error.list} ${error.position + 1}, ${error.field}: ${error.message}`,
			);
		}
		if (error instanceof PolicyOptionError) {
			throw new NodeOperationError(context.getNode(), error.message);
		}
		throw new NodeOperationError(context.getNode(), error instanceof Error ? error : String(error));
	}
}
