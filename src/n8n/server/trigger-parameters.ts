import { NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';

import { hostOf, type Authentication } from '../../mcp/server/access';
import type { ApiKey } from '../../mcp/server/api-keys';
import type { McpServer } from '../../mcp/server/endpoint';
import type { FieldType, InputDeclaration } from '../../mcp/server/input-schema';
import {
	createToolCatalog,
	DeclarationError,
	type ToolCatalog,
	type ToolDeclaration,
} from '../../mcp/server/tool-catalog';
import { PACKAGE_VERSION } from '../../package-version';

export const KEYS_CREDENTIAL = 'gtmMcpServerKeysApi';

/** How the items of the last node become a result. */
export type ResultShape = 'auto' | 'list';

/** A branch of the trigger as the editor stores it: an output, and the tool that feeds it. */
export interface BranchParameter {
	name: string;
	title?: string;
	description?: string;
	inputMode?: 'fields' | 'schema';
	fields?: { field?: FieldParameter[] };
	inputSchema?: unknown;
	resultShape?: ResultShape;
}

interface FieldParameter {
	name?: string;
	type?: FieldType;
	description?: string;
	required?: boolean;
	allowedValues?: string;
}

interface OptionParameters {
	allowedOrigins?: string;
	/** Seconds. */
	timeout?: number;
	serverVersion?: string;
}

/** What the webhook, hook and execution contexts share of reading a trigger's parameters. */
export interface TriggerContext {
	getNode(): INode;
	getNodeParameter(name: string, fallback?: unknown): unknown;
	getCredentials<T extends object = IDataObject>(type: string): Promise<T>;
}

/** The longest that a flow may take to answer unless the node says otherwise, in seconds. */
export const DEFAULT_TIMEOUT_SECONDS = 300;

/**
 * The server that a trigger node describes.
 *
 * @param publicUrl of the webhook: pages of its own host may call it
 * @throws NodeOperationError naming the tool and the field that must be changed
 */
export async function readServer(
	context: TriggerContext,
	publicUrl: string | undefined,
): Promise<McpServer> {
	const options = readOptions(context);
	const instructions = String(context.getNodeParameter('instructions', '')).trim();
	const name = String(context.getNodeParameter('serverName', '')).trim();
	const ownHost = publicUrl === undefined ? undefined : hostOf(publicUrl);
	return {
		info: {
			name: name === '' ? context.getNode().name : name,
			version: options.serverVersion?.trim() || PACKAGE_VERSION,
		},
		...(instructions ? { instructions } : {}),
		tools: readCatalog(context),
		authentication: await readAuthentication(context),
		allowedOrigins: [
			...(ownHost === undefined ? [] : [ownHost]),
			...splitList(options.allowedOrigins).map((origin) => hostOf(origin) ?? origin),
		],
	};
}

/** In the order of the outputs. */
export function readBranches(context: TriggerContext): BranchParameter[] {
	const { branch = [] } = context.getNodeParameter('branches', {}) as {
		branch?: BranchParameter[];
	};
	return branch;
}

/** How long a flow may take to answer, in milliseconds. */
export function readTimeout(context: TriggerContext): number {
	const { timeout = DEFAULT_TIMEOUT_SECONDS } = readOptions(context);
	if (!(timeout > 0 && timeout <= LONGEST_TIMEOUT_SECONDS)) {
		throw new NodeOperationError(
			context.getNode(),
			`The timeout of ${timeout} seconds cannot be used`,
			{ description: `Set Options > Timeout to 1 to ${LONGEST_TIMEOUT_SECONDS} seconds.` },
		);
	}
	return timeout * 1000;
}

const LONGEST_TIMEOUT_SECONDS = 24 * 60 * 60;

function readOptions(context: TriggerContext): OptionParameters {
	return context.getNodeParameter('options', {}) as OptionParameters;
}

async function readAuthentication(context: TriggerContext): Promise<Authentication> {
	if (context.getNodeParameter('authentication') === 'none') return { kind: 'none' };
	const { keys } = await context.getCredentials<KeysCredential>(KEYS_CREDENTIAL);
	return { kind: 'apiKeys', keys: readKeys(keys) };
}

export interface KeysCredential {
	keys?: { key?: Array<Partial<ApiKey>> };
}

/** An entry that was added and left empty is no key: an empty key would let everyone in. */
export function readKeys(keys: KeysCredential['keys']): ApiKey[] {
	return (keys?.key ?? [])
		.map(({ label = '', key = '' }) => ({ label, key }))
		.filter(({ key }) => key.trim() !== '');
}

function readCatalog(context: TriggerContext): ToolCatalog {
	try {
		return createToolCatalog(readBranches(context).map(toDeclaration));
	} catch (error) {
		if (!(error instanceof DeclarationError)) throw asOperationError(context, error);
		throw new NodeOperationError(
			context.getNode(),
			`Tool ${error.position + 1}, ${error.field}: ${error.message}`,
		);
	}
}

function asOperationError(context: TriggerContext, error: unknown): NodeOperationError {
	return new NodeOperationError(context.getNode(), error instanceof Error ? error : String(error));
}

function toDeclaration(branch: BranchParameter): ToolDeclaration {
	const title = branch.title?.trim();
	return {
		name: branch.name.trim(),
		...(title ? { title } : {}),
		description: branch.description?.trim() ?? '',
		input: toInput(branch),
	};
}

function toInput({ inputMode, fields, inputSchema }: BranchParameter): InputDeclaration {
	if (inputMode === 'schema') return { kind: 'schema', schema: inputSchema };
	return {
		kind: 'fields',
		fields: (fields?.field ?? []).map((field) => ({
			name: field.name?.trim() ?? '',
			type: field.type ?? 'string',
			description: field.description?.trim() ?? '',
			required: field.required ?? false,
			allowedValues: splitList(field.allowedValues),
		})),
	};
}

function splitList(text: string | undefined): string[] {
	return (text ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
