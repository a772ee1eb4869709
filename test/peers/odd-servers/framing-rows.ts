import { gzipSync } from 'node:zlib';

import {
	DONE,
	type OddServer,
	callResult,
	isCall,
	isNotification,
	ordinaryMessage,
	stream,
} from './odd-server';

const awaited = new RegExp(DONE);

/** Every answer in another wrapping. */
const json =
	(
		headers: Record<string, string>,
		body: (text: string) => string | Buffer = (text) => text,
		pieces?: number,
	): OddServer['reply'] =>
	({ method }) =>
		isNotification(method)
			? undefined
			: {
					headers,
					body: (id) => body(JSON.stringify(ordinaryMessage(method, id))),
					...(pieces !== undefined && { pieces }),
				};

const changed =
	(change: (message: Record<string, unknown>) => unknown): OddServer['reply'] =>
	({ method }) =>
		isNotification(method)
			? undefined
			: { message: (id) => change({ ...ordinaryMessage(method, id) }) };

const type = (value: string) => ({ 'content-type': value });
const data = (text: string) => `data: ${text}\n\n`;
const other = JSON.stringify({ jsonrpc: '2.0', id: 4711, result: {} });
const note = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/odd', params: null });

const rows: Array<[what: string, reply: OddServer['reply']]> = [
	['streams with line feeds', stream(data)],
	['streams with returns and line feeds', stream((text) => `data: ${text}\r\n\r\n`)],
	['streams with lone returns', stream((text) => `data: ${text}\r\r`)],
	['streams without the empty line at the end', stream((text) => `data: ${text}`)],
	['streams with an event name of its own', stream((text) => `event: response\n${data(text)}`)],
	['streams without a space behind the colon', stream((text) => `data:${text}\n\n`)],
	['streams with a byte order mark', stream((text) => `\uFEFF${data(text)}`)],
	['streams with comments between', stream((text) => `: ping\n\n: ping\n\n${data(text)}`)],
	['streams that end in [DONE]', stream((text) => `${data(text)}data: [DONE]\n\n`)],
	['streams with an answer to nobody first', stream((text) => data(other) + data(text))],
	['streams with a notification that has no parameters', stream((text) => data(note) + data(text))],
	['streams with text that is no JSON first', stream((text) => `data: hello\n\n${data(text)}`)],
	[
		'streams JSON over several lines',
		stream((text) => `data: ${text.replaceAll(',', ',\ndata: ')}\n\n`),
	],
	['streams with the charset in the type', stream(data, type('text/event-stream; charset=utf-8'))],
	['streams that are called JSON', stream(data, type('application/json'))],
	['streams that are called text', stream(data, type('text/plain'))],
	['JSON with the charset in the type', json(type('application/json; charset=utf-8'))],
	['JSON that is called text', json(type('text/plain'))],
	['JSON that is called a web page', json(type('text/html'))],
	['JSON without a type', json({})],
	['JSON with a byte order mark', json(type('application/json'), (text) => `\uFEFF${text}`)],
	['JSON in a list', json(type('application/json'), (text) => `[${text}]`)],
	['JSON in small pieces', json(type('application/json'), (text) => text, 7)],
	[
		'compressed JSON',
		json({ ...type('application/json'), 'content-encoding': 'gzip' }, (text) => gzipSync(text)),
	],
	['ids as texts', changed((message) => ({ ...message, id: String(message.id) }))],
	['ids that are null', changed((message) => ({ ...message, id: null }))],
	['always the same id', changed((message) => ({ ...message, id: 1 }))],
	['no version', changed(({ jsonrpc: _version, ...message }) => message)],
	[
		'results with an error that is null',
		changed((message) => ('result' in message ? { ...message, error: null } : message)),
	],
	[
		'results whose metadata is null',
		changed((message) =>
			'result' in message
				? { ...message, result: { ...(message.result as object), _meta: null } }
				: message,
		),
	],
];

const open: OddServer = {
	what: 'answers with streams that stay open',
	reply: ({ method }) =>
		isNotification(method)
			? undefined
			: {
					headers: type('text/event-stream'),
					body: (id) => data(JSON.stringify(ordinaryMessage(method, id))),
					open: true,
				},
	awaited,
};

const large: OddServer = {
	what: 'answers a call with nine megabytes',
	reply: ({ method }) =>
		isCall(method)
			? { result: { content: [{ type: 'text', text: `${'x'.repeat(9_000_000)} ${DONE}` }] } }
			: undefined,
	items: 1,
	awaited,
};

const asked: OddServer = {
	what: 'asks for a sign of life before it answers a call',
	reply: ({ method }) =>
		isCall(method)
			? {
					headers: type('text/event-stream'),
					body: (id) =>
						data(JSON.stringify({ jsonrpc: '2.0', id: 'p1', method: 'ping' })) +
						data(JSON.stringify({ jsonrpc: '2.0', id, result: callResult })),
				}
			: undefined,
	awaited,
};

export const framingRows: OddServer[] = [
	...rows.map(([what, reply]) => ({ what: `answers with ${what}`, reply, awaited })),
	open,
	large,
	asked,
];
