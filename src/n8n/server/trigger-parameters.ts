import type { FieldType } from '../../mcp/server/catalog/input-schema';
import type { PolicyOptions } from './policy-parameters';
import type { PrivacyClass } from '../../context/model/observation';

export const KEYS_CREDENTIAL = 'gtmMcpServerKeysApi';
export const JWT_CREDENTIAL = 'gtmMcpServerJwtApi';

/** How the items of the last node become a result. */
export type ResultShape = 'auto' | 'list';

export type BranchKind = 'tool' | 'resource' | 'template' | 'prompt' | 'completion' | 'audit';

/** A branch of the trigger as the editor stores it: an output, and what feeds it. */
export interface BranchParameter {
	kind?: BranchKind;
	name?: string;
	description?: string;
	inputMode?: 'fields' | 'schema';
	fields?: { field?: FieldParameter[] };
	inputSchema?: unknown;
	uri?: string;
	uriTemplate?: string;
	completions?: { variable?: Array<{ name?: string; values?: string }> };
	promptArguments?: { argument?: ArgumentParameter[] };
	settings?: SettingParameters;
}

export interface FieldParameter {
	name?: string;
	type?: FieldType;
	description?: string;
	required?: boolean;
	allowedValues?: string;
}

export interface ArgumentParameter {
	name?: string;
	description?: string;
	required?: boolean;
	/** Separated by commas. */
	values?: string;
}

/** How hosts that show cards show the results of a tool. */
export type CardParameter = 'table' | 'record' | 'chart' | 'approval' | 'html';

export interface SettingParameters {
	card?: { shown?: { as?: CardParameter; html?: string } };
	/** Name for people. */
	title?: string;
	/** Hides the branch from clients. */
	turnedOff?: boolean;
	resultShape?: ResultShape;
	outputSchema?: unknown;
	annotations?: Array<'readOnly' | 'destructive' | 'idempotent' | 'openWorld'>;
	iconUrl?: string;
	strictArguments?: boolean;
	requiredScope?: string;
	execution?: 'call' | 'task' | 'taskIfSupported';
	/** Seconds. */
	timeout?: number;
	/** Separated by commas. */
	resultFields?: string;
	mimeType?: string;
	/** Bytes. */
	size?: number;
	audience?: Array<'user' | 'assistant'>;
	priority?: number;
	/** Seconds. */
	ttl?: number;
	cacheScope?: 'private' | 'public';
}

export interface StaticResourceParameter {
	name?: string;
	description?: string;
	uri?: string;
	format?: 'text' | 'json' | 'base64';
	text?: unknown;
	settings?: SettingParameters;
}

export interface StaticPromptParameter {
	name?: string;
	description?: string;
	settings?: SettingParameters;
	promptArguments?: { argument?: ArgumentParameter[] };
	messages?: { message?: MessageParameter[] };
}

export interface MessageParameter {
	role?: 'user' | 'assistant';
	type?: 'text' | 'image' | 'audio' | 'resource';
	text?: string;
	/** Base64. */
	data?: string;
	mimeType?: string;
	uri?: string;
}

export interface ContentParameters {
	resource?: StaticResourceParameter[];
	prompt?: StaticPromptParameter[];
}

export interface OptionParameters extends PolicyOptions {
	allowedOrigins?: string;
	allowedHosts?: string;
	/** Seconds. */
	timeout?: number;
	serverVersion?: string;
	/** Under which clients reach the own port, if that is not its host and port. */
	publicUrl?: string;
	/** Labels of keys, separated by commas. */
	dashboardKeys?: string;
	/** Names of request headers, separated by commas. */
	passHeaders?: string;
	/** Kilobytes. */
	largestResult?: number;
	/** Seconds. */
	listTtl?: number;
	/** Seconds. */
	taskTtl?: number;
	/** Days without use after which a sign-in ends. */
	signInLifetime?: number;
	/** Seconds. */
	accessTokenLifetime?: number;
}

export type Listen = 'webhook' | 'port' | 'both';

/** All parameters of a trigger, read once. */
export interface TriggerParameters {
	listen: Listen;
	host: string;
	port: number;
	path: string;
	authentication: 'apiKeys' | 'signIn' | 'jwt' | 'none';
	serverName: string;
	instructions: string;
	branches: BranchParameter[];
	content: ContentParameters;
	/** What clients may do with the context graph. */
	contextGraph: 'off' | 'read' | 'write';
	/** The widest class of privacy that it shows. */
	contextPrivacy: PrivacyClass;
	options: OptionParameters;
}

/** What the webhook, hook, trigger and execution contexts share of reading parameters. */
export interface ParameterReader {
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

export const DEFAULT_HOST = '127.0.0.1';
export const DEFAULT_PORT = 8808;

/** What the form keeps under Options; the members that the server asks for by themselves come first. */
interface StoredOptions extends OptionParameters {
	listen?: Listen;
	host?: string;
	port?: number;
	serverName?: string;
	instructions?: string;
	content?: ContentParameters;
	contextGraph?: TriggerParameters['contextGraph'];
	contextPrivacy?: PrivacyClass;
}

export function readTriggerParameters(reader: ParameterReader): TriggerParameters {
	const read = <T>(name: string, fallback: T): T => reader.getNodeParameter(name, fallback) as T;
	const {
		listen = 'webhook',
		host = DEFAULT_HOST,
		port = DEFAULT_PORT,
		serverName = '',
		instructions = '',
		content = {},
		contextGraph = 'off',
		contextPrivacy = 'private',
		...options
	} = read<StoredOptions>('options', {});
	return {
		listen,
		host,
		port,
		path: read('path', ''),
		authentication: read<TriggerParameters['authentication']>('authentication', 'apiKeys'),
		serverName: serverName.trim(),
		instructions: instructions.trim(),
		branches: readBranches(reader),
		content,
		contextGraph,
		contextPrivacy,
		options,
	};
}

/** In the order of the outputs. */
export function readBranches(reader: ParameterReader): BranchParameter[] {
	const { branch = [] } = reader.getNodeParameter('branches', {}) as {
		branch?: BranchParameter[];
	};
	return branch;
}
