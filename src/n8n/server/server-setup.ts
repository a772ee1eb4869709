import { NodeOperationError, type IDataObject, type Logger } from 'n8n-workflow';

import { BrandedError } from '../../base/branded-error';
import { auditOutput, toCatalogDeclaration } from './catalog-declaration';
import { declareConnectedTools } from './connected-tools';
import {
	connectedToolkits,
	withToolkits,
	type ConnectedNodesReader,
	type ConnectedToolkit,
} from './connected-toolkits';
import type { KnownTool } from './connected-tools-cache';
import { placeOf, type McpProcess } from './mcp-process';
import { MemoizedByServer } from './memoized-by-server';
import { OwnPortError, readOwnPort, type OwnPort } from './own-port';
import { ownProviders } from './own-providers';
import { auditFolder } from './audit-folder';
import { createAuditSink } from './audit-sink';
import { readCard } from './card-files';
import { readDashboardKeys } from './dashboard/dashboard-keys';
import { processProposals } from './process-proposals';
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
import { findJwtProblems } from '../../mcp/server/access/jwt-problems';
import { findKeyProblems } from '../../mcp/server/access/key-problems';
import { readJwtSettings, type JwtCredential } from '../../mcp/server/access/stored-jwt';
import { readKeys, type KeysCredential } from '../../mcp/server/access/stored-keys';
import { splitList } from '../../base/split-list';
import { withApprovals } from '../../mcp/server/approval/with-approvals';
import { createCatalog, type Catalog } from '../../mcp/server/catalog/catalog';
import { DeclarationError } from '../../mcp/server/catalog/declaration-error';
import { withProviders } from '../../mcp/server/provider/declarations';
import { createToolCatalog, MOST_TOOLS } from '../../mcp/server/catalog/tools';
import { dashboardUrl } from '../../mcp/dashboard/dashboard-ports';
import { normalizePath } from '../../mcp/server/listener';
import { type AuditSink, createPolicyGate } from '../../mcp/server/policy-gate';
import type { ServerLimits, ServerRuntime } from '../../mcp/server/server-runtime';
import type { PolicySettings } from '../../policy/policy-settings';

/** What the webhook, hook and trigger contexts share. */
export interface TriggerContext extends ParameterReader, ConnectedNodesReader {
	getWorkflow(): { id?: string };
	getCredentials<T extends object = IDataObject>(type: string): Promise<T>;
	readonly logger: Logger;
}

/** A server that a trigger describes: what it offers, to whom, within which limits. */
export interface ServerSetup {
	id: string;
	/** The id of the workflow. */
	workflow: string;
	/** Tells the log of this server's workflow of trouble that fails no request. */
	report: (message: string) => void;
	parameters: TriggerParameters;
	/** Undefined if it listens on n8n's URL alone. */
	ownPort: OwnPort | undefined;
	catalog: Catalog;
	limits: ServerLimits;
	policy: PolicySettings;
	/** Of requests that flows may see, in lower case. */
	passHeaders: readonly string[];
	authentication: Authentication;
	/** Hosts whose web pages may call. */
	allowedOrigins: readonly string[];
	/** Names under which the own port may be called. */
	allowedHosts: readonly string[];
	allowedAddresses: AddressList | undefined;
	/** Labels of the keys that open the dashboard; none if there is none. */
	dashboardKeys: readonly string[];
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
	const credential = await readCredential(context, parameters);
	const id = serverIdOf(context) + suffix;
	const { name } = context.getNode();
	const toolkits = connectedToolkits(context);
	const texts = [JSON.stringify(parameters), JSON.stringify(credential), publicUrl, name];
	const from = [...texts, ...toolkits.map(({ key }) => key)];
	return setups.get(id, from, () =>
		orFail(context, () =>
			describeServer(id, context, { parameters, credential, publicUrl, toolkits }),
		),
	);
}

const setups = new MemoizedByServer<ServerSetup>();

interface Described {
	parameters: TriggerParameters;
	credential: object | undefined;
	publicUrl: string | undefined;
	toolkits: readonly ConnectedToolkit[];
}

function describeServer(
	id: string,
	context: TriggerContext,
	{ parameters, credential, publicUrl, toolkits }: Described,
): ServerSetup {
	const { options } = parameters;
	const { logger } = context;
	const ownHosts = [hostOf(publicUrl ?? ''), hostOf(options.publicUrl ?? '')];
	const own = ownHosts.filter((host) => host !== undefined);
	const policy = readPolicy(options);
	// Not the context: it would live as long as the server.
	const report = (message: string) => logger.error(`MCP server: ${message}`);
	const declared = toCatalogDeclaration(parameters, context.getNode().name);
	const authentication = toAuthentication(parameters, credential);
	return {
		id,
		workflow: context.getWorkflow().id ?? '',
		report,
		parameters,
		ownPort: parameters.listen === 'webhook' ? undefined : readOwnPort(parameters),
		catalog: createCatalog(
			withApprovals(
				withProviders(withToolkits(declared, toolkits), ownProviders(parameters, report)),
				processProposals(),
				readCard,
			),
		),
		limits: readLimits(context, parameters),
		policy,
		passHeaders: readPassedHeaders(options.passHeaders),
		authentication,
		dashboardKeys: readDashboardKeys(options.dashboardKeys, authentication),
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
	return setupsWithTools.get(setup.id, [setup, tools], () => addConnectedTools(setup, tools));
}

const setupsWithTools = new MemoizedByServer<ServerSetup>();

function addConnectedTools(setup: ServerSetup, tools: readonly KnownTool[]): ServerSetup {
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

/** The server, ready to answer. @param at as clients reach it */
export function createRuntime(
	setup: ServerSetup,
	mcp: McpProcess,
	start: ServerRuntime['start'],
	at: { url?: string | undefined; resourceMetadataUrl?: string | undefined },
): ServerRuntime {
	const { id, workflow, report, catalog, limits, policy, passHeaders, dashboardKeys } = setup;
	const { url, resourceMetadataUrl } = at;
	const sink = auditSinkOf(setup, mcp);
	return {
		id,
		workflow,
		catalog,
		limits,
		policy: createPolicyGate(id, policy, sink, mcp.doorkeeper),
		calls: mcp.calls,
		subscriptions: mcp.subscriptions,
		memory: mcp.memory,
		proposals: processProposals(),
		signer: mcp.signer,
		now: () => Date.now(),
		createId: () => crypto.randomUUID(),
		passHeaders,
		...(resourceMetadataUrl === undefined ? {} : { resourceMetadataUrl }),
		...(url !== undefined && dashboardKeys.length > 0 && { pageUrl: dashboardUrl(url) }),
		start,
		report: (error) => report(placeOf(error)),
	};
}

/** Where the records of a server go; undefined if it keeps none. */
export function auditSinkOf(setup: ServerSetup, mcp: McpProcess): AuditSink | undefined {
	const { id, workflow, report, catalog, policy, parameters } = setup;
	const audited = { name: catalog.info.name, path: normalizePath(parameters.path), workflow };
	const output = auditOutput(parameters);
	return createAuditSink({ id, report }, audited, policy.audit, output, auditFolder(), mcp);
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
	requireWithin(context, 'Sign-In Lifetime', options.signInLifetime ?? 1, [1, 3650]);
	requireWithin(context, 'Access Token Lifetime', options.accessTokenLifetime ?? 1, [
		1,
		LONGEST_TIMEOUT_SECONDS,
	]);
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
	throw new NodeOperationError(context.getNode(), `Options > ${option}: ${value} is not valid`, {
		description: `Set Options > ${option} to a number from ${least} to ${most}.`,
	});
}

/** These hold what callers prove themselves with; executions are kept, and many people read them. */
const SECRET_HEADERS = ['authorization', 'cookie', 'proxy-authorization', 'x-api-key'];

function readPassedHeaders(text: string | undefined): string[] {
	const names = splitList(text).map((name) => name.toLowerCase());
	const secret = names.find((name) => SECRET_HEADERS.includes(name));
	if (secret === undefined) return names;
	throw new PolicyOptionError(
		`Options > Pass Headers: "${secret}" contains the caller's key, which must not appear in executions. Remove it. The workflow finds the caller under _mcp.principal`,
	);
}

export async function readCredential(
	context: Pick<TriggerContext, 'getCredentials'>,
	{ authentication }: TriggerParameters,
): Promise<object | undefined> {
	if (authentication === 'none') return undefined;
	const type = authentication === 'jwt' ? JWT_CREDENTIAL : KEYS_CREDENTIAL;
	return await context.getCredentials<object>(type);
}

/** @throws CredentialError naming what is wrong with it: n8n publishes whatever its test says */
export function toAuthentication(
	{ authentication }: Pick<TriggerParameters, 'authentication'>,
	credential: object | undefined,
): Authentication {
	if (authentication === 'none') return { kind: 'none' };
	if (authentication === 'jwt') {
		const settings = readJwtSettings(credential as JwtCredential);
		requireNone('GTM MCP Server JWT API', findJwtProblems(settings));
		return { kind: 'jwt', settings };
	}
	const keys = readKeys((credential as KeysCredential).keys);
	requireNone('GTM MCP Server Keys API', findKeyProblems(keys));
	return { kind: authentication, keys };
}

function requireNone(credential: string, problems: readonly string[]): void {
	if (problems.length === 0) return;
	throw new CredentialError(`The credential ${credential} is not valid. ${problems.join(' ')}`);
}

export class CredentialError extends BrandedError {
	static override readonly brand: string = 'CredentialError';
}

/** What a person can mend in the node or its credential. */
const MENDABLE = [PolicyOptionError, OwnPortError, CredentialError];

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
		if (error instanceof NodeOperationError) throw error;
		if (MENDABLE.some((kind) => error instanceof kind)) {
			throw new NodeOperationError(context.getNode(), (error as Error).message);
		}
		throw new NodeOperationError(context.getNode(), error instanceof Error ? error : String(error));
	}
}
