import { Client as ClientV2, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import { MODERN } from './raw-requests';

export interface ForeignClient {
	/** The revision that was agreed on. */
	protocolVersion: string | undefined;
	toolNames(): Promise<string[]>;
	call(name: string, args?: Record<string, unknown>): Promise<ForeignResult>;
	close(): Promise<void>;
}

export interface ForeignResult {
	isError: boolean;
	text: string;
	structured: unknown;
}

interface AnyResult {
	isError?: boolean | undefined;
	content?: unknown;
	structuredContent?: unknown;
}

const clientInfo = { name: 'e2e', version: '1.0.0' };

/** A client of the SDK's 1.x line itself, for what is beyond tools. */
export async function openSdkV1(
	url: string,
	capabilities = {},
	headers: Record<string, string> = {},
): Promise<ClientV1> {
	const client = new ClientV1(clientInfo, { capabilities });
	await client.connect(new TransportV1(new URL(url), { requestInit: { headers } }));
	return client;
}

/** A client of the SDK's 2.x line itself, in the modern era. */
export async function openSdkV2(url: string, capabilities = {}): Promise<ClientV2> {
	const versionNegotiation = { mode: { pin: MODERN } };
	const client = new ClientV2(clientInfo, { capabilities, versionNegotiation });
	await client.connect(new StreamableHTTPClientTransport(new URL(url)));
	return client;
}

const requestInit = (key: string) => ({ headers: { Authorization: `Bearer ${key}` } });

/** The official SDK of the 1.x line: the legacy era only. */
export async function connectSdkV1(url: string, key: string): Promise<ForeignClient> {
	const client = new ClientV1(clientInfo);
	const transport = new TransportV1(new URL(url), { requestInit: requestInit(key) });
	await client.connect(transport);
	return {
		protocolVersion: transport.protocolVersion,
		toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
		call: async (name, args) =>
			toForeignResult((await client.callTool({ name, arguments: args ?? {} })) as AnyResult),
		close: async () => await client.close(),
	};
}

/** The official SDK of the 2.x line, told which era to speak. */
export async function connectSdkV2(
	url: string,
	key: string,
	mode: 'auto' | 'legacy' | { pin: string },
): Promise<ForeignClient> {
	const client = new ClientV2(clientInfo, { versionNegotiation: { mode } });
	const transport = new StreamableHTTPClientTransport(new URL(url), {
		requestInit: requestInit(key),
	});
	await client.connect(transport);
	return {
		protocolVersion: client.getNegotiatedProtocolVersion(),
		toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
		call: async (name, args) =>
			toForeignResult(await client.callTool({ name, arguments: args ?? {} })),
		close: async () => await client.close(),
	};
}

function toForeignResult({ isError, content, structuredContent }: AnyResult): ForeignResult {
	const blocks = (content ?? []) as Array<{ type: string; text?: string }>;
	return {
		isError: isError ?? false,
		text: blocks.map(({ text }) => text ?? '').join('\n'),
		structured: structuredContent,
	};
}
