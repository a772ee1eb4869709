import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

import { createMcpHandler } from '@modelcontextprotocol/server';

import { applyFault, send } from './apply-fault';
import type { FaultPlan } from './faults';
import { selfSignedCertificate } from './self-signed-certificate';
import { createFaultServer, type Effect } from './tools';

/** A request as it arrived. */
export interface ArrivedRequest {
	httpMethod: string;
	path: string;
	/** The JSON-RPC method, empty if there is none. */
	method: string;
	headers: IncomingMessage['headers'];
	/** Milliseconds of the clock of this machine. */
	at: number;
}

export interface FaultPeer {
	origin: string;
	url: string;
	requests: ArrivedRequest[];
	/** Each tool call that ran, in order: an unsafe call that ran twice is twice in here. */
	effects: Effect[];
	/** Requests of a JSON-RPC method. */
	received(method: string): ArrivedRequest[];
	/** Changes what goes wrong from now on; the count of requests starts anew. */
	plan(faults: FaultPlan): void;
	/** Requests that are neither answered to the end nor given up by the client. */
	underWay(): number;
	/** Stops listening and breaks what is open; the same port can be listened on again. */
	close(): Promise<void>;
}

export interface FaultPeerOptions {
	/** What the server calls itself; tells endpoints apart. */
	name?: string;
	faults?: FaultPlan;
	/** `self-signed`: https with a certificate that nobody trusts. */
	tls?: 'none' | 'self-signed';
	/** To come back on the port of a peer that was closed. */
	port?: number;
}

const none: FaultPlan = () => undefined;

/** An MCP server of the SDK, of both eras and without sessions, whose wire fails as planned. */
export async function startFaultPeer(options: FaultPeerOptions = {}): Promise<FaultPeer> {
	const { name = 'fault-peer', tls = 'none', port = 0 } = options;
	const requests: ArrivedRequest[] = [];
	const effects: Effect[] = [];
	const sockets = new Set<Socket>();
	const handler = createMcpHandler(() => createFaultServer(name, effects), { legacy: 'stateless' });
	let plan = options.faults ?? none;
	let counts = new Map<string, number>();

	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const body = await readBody(request);
		const message = readMessage(body);
		const { method = '' } = message;
		requests.push({
			httpMethod: request.method ?? '',
			path: request.url ?? '',
			method,
			headers: request.headers,
			at: Date.now(),
		});
		const before = counts.get(method) ?? 0;
		counts.set(method, before + 1);
		const rightAnswer = async () => await handler.fetch(toWebRequest(request, body));
		const fault = plan(method, before);
		if (!fault) return await send(await rightAnswer(), response);
		const progressToken = message.params?._meta?.progressToken;
		await applyFault(fault, { response, id: message.id, progressToken, rightAnswer });
	};
	let underWay = 0;
	const listener = (request: IncomingMessage, response: ServerResponse) => {
		underWay += 1;
		response.once('close', () => (underWay -= 1));
		// A client that goes away in mid-request breaks the reading of its body.
		answer(request, response).catch(() => response.destroy());
	};
	const server =
		tls === 'none' ? createServer(listener) : createTlsServer(selfSignedCertificate(), listener);
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
	const scheme = tls === 'none' ? 'http' : 'https';
	const origin = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		url: `${origin}/mcp`,
		requests,
		effects,
		received: (method) => requests.filter((request) => request.method === method),
		plan(faults) {
			plan = faults;
			counts = new Map();
		},
		underWay: () => underWay,
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise((closed) => server.close(closed));
		},
	};
}

interface Message {
	method?: string;
	id?: unknown;
	params?: { _meta?: { progressToken?: unknown } };
}

function readMessage(body: string): Message {
	return body.startsWith('{') ? (JSON.parse(body) as Message) : {};
}

async function readBody(request: IncomingMessage): Promise<string> {
	let body = '';
	for await (const chunk of request) body += String(chunk);
	return body;
}

function toWebRequest(request: IncomingMessage, body: string): Request {
	const headers = new Headers();
	for (const [header, value] of Object.entries(request.headers)) headers.set(header, String(value));
	return new Request(`http://${request.headers.host}${request.url}`, {
		method: request.method,
		headers,
		body: body === '' ? undefined : body,
	});
}
