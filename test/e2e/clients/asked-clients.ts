import { Client as ClientV2, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
	CreateMessageRequestSchema,
	ElicitRequestSchema,
	ListRootsRequestSchema,
	LoggingMessageNotificationSchema,
	ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';

import { listen, MODERN, post, textOf } from './raw-requests';

/** A client that can be asked anything, and what it saw. */
export interface AskedClient {
	/** @returns the text of the result */
	call(name: string, args?: Record<string, unknown>): Promise<string>;
	/** @returns the progress that was reported before the result */
	callWithProgress(name: string): Promise<number[]>;
	/** @returns how many log messages of the call came at a level */
	countLogs(name: string, level: 'debug' | 'error'): Promise<number>;
	/** Calls a tool that changes the list of tools. @returns whether the client heard of it */
	hearsChange(name: string): Promise<boolean>;
	close(): Promise<void>;
}

const clientInfo = { name: 'e2e', version: '1.0.0' };
const capabilities = { elicitation: { form: {} }, sampling: {}, roots: {} };
const ACCEPTED = { action: 'accept' as const, content: { name: 'Dana' } };
const ROOTS = { roots: [{ uri: 'file:///crm', name: 'CRM' }] };
const SAMPLE = {
	role: 'assistant' as const,
	model: 'scripted',
	content: { type: 'text' as const, text: 'Paris' },
};

/** SDK 1.x: a session, with the server's own stream. */
export async function connectLegacy(target: string): Promise<AskedClient> {
	const client = new ClientV1(clientInfo, { capabilities });
	let logs = 0;
	let changes = 0;
	client.setRequestHandler(ElicitRequestSchema, () => ACCEPTED);
	client.setRequestHandler(CreateMessageRequestSchema, () => SAMPLE);
	client.setRequestHandler(ListRootsRequestSchema, () => ROOTS);
	client.setNotificationHandler(LoggingMessageNotificationSchema, () => {
		logs += 1;
	});
	client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
		changes += 1;
	});
	await client.connect(new TransportV1(new URL(target)));
	return {
		call: async (name, args) => textOf(await client.callTool({ name, arguments: args ?? {} })),
		callWithProgress: async (name) => {
			const seen: number[] = [];
			await client.callTool({ name, arguments: {} }, undefined, {
				onprogress: ({ progress }) => seen.push(progress),
			});
			return seen;
		},
		countLogs: async (name, level) => {
			await client.setLoggingLevel(level);
			const before = logs;
			await client.callTool({ name, arguments: {} });
			return logs - before;
		},
		hearsChange: async (name) => {
			await client.callTool({ name, arguments: {} });
			for (let tries = 0; changes === 0 && tries < 50; tries++) {
				await new Promise((resolve) => setTimeout(resolve, 100));
			}
			return changes > 0;
		},
		close: async () => await client.close(),
	};
}

/** SDK 2.x, held to the modern era. */
export async function connectModern(target: string): Promise<AskedClient> {
	const client = new ClientV2(clientInfo, {
		capabilities,
		versionNegotiation: { mode: { pin: MODERN } },
	});
	client.setRequestHandler('elicitation/create', () => ACCEPTED);
	client.setRequestHandler('sampling/createMessage', () => SAMPLE);
	client.setRequestHandler('roots/list', () => ROOTS);
	await client.connect(new StreamableHTTPClientTransport(new URL(target)));
	return {
		call: async (name, args) => textOf(await client.callTool({ name, arguments: args ?? {} })),
		callWithProgress: async (name) => {
			const seen: number[] = [];
			const onprogress = ({ progress }: { progress: number }) => seen.push(progress);
			await client.callTool({ name, arguments: {} }, { onprogress });
			return seen;
		},
		countLogs: async (name, level) => {
			const _meta = { 'io.modelcontextprotocol/logLevel': level };
			const response = await post(target, 'tools/call', { name, _meta });
			return (await response.text()).split('notifications/message').length - 1;
		},
		hearsChange: async (name) => {
			const subscription = await listen(target, { toolsListChanged: true });
			await subscription.next();
			await client.callTool({ name, arguments: {} });
			const heard = (await subscription.next()).includes('notifications/tools/list_changed');
			subscription.stop();
			return heard;
		},
		close: async () => await client.close(),
	};
}
