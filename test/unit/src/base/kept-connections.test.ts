import { lookup } from 'node:dns';
import { getEventListeners, once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type Server as TlsServer, createServer as createTlsServer } from 'node:https';
import type { AddressInfo, LookupFunction, Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import {
	type RepeatableRequest,
	createKeptConnections,
} from '../../../../src/base/kept-connections';
import { eventually } from '../../../node/harness/eventually';
import { selfSignedCertificate } from '../../../peers/fault-peer/self-signed-certificate';

let server: Server;
/** Of each request, in order. */
let sockets: Socket[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
	sockets = [];
	answer = (_request, response) => response.end('{"ok":true}');
	server = createServer((request, response) => {
		sockets.push(request.socket);
		answer(request, response);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const requestTo = (path = '/', more: Partial<RepeatableRequest> = {}): RepeatableRequest => ({
	method: 'GET',
	url: new URL(path, `http://127.0.0.1:${(server.address() as AddressInfo).port}`),
	headers: {},
	...more,
});

const used = () => new Set(sockets).size;

describe('connections that are kept', () => {
	it('serve one request after another, and more where several are under way', async () => {
		const send = createKeptConnections(lookup);
		await send(requestTo());
		await send(requestTo());
		expect(used()).toBe(1);
		await Promise.all([send(requestTo()), send(requestTo())]);
		expect(sockets).toHaveLength(4);
		expect(used()).toBe(2);
	});

	it('carry method, headers and body, and bring back any status with its headers', async () => {
		const seen: string[] = [];
		answer = (request, response) => {
			seen.push(`${request.method} ${String(request.headers['x-key'])}`);
			request.on('data', (part: Buffer) => seen.push(part.toString()));
			request.on('end', () => response.writeHead(404, { 'X-Id': '7' }).end('none'));
		};
		const more = { method: 'POST', headers: { 'X-Key': 'k' }, body: '{"a":"ü"}' };
		const answered = await createKeptConnections(lookup)(requestTo('/search', more));
		expect(seen).toEqual(['POST k', '{"a":"ü"}']);
		expect(answered).toMatchObject({ statusCode: 404, headers: { 'x-id': '7' }, body: 'none' });
	});

	it.each([
		['gzip', gzipSync],
		['br', brotliCompressSync],
		['deflate', deflateSync],
	])('read answers that are compressed with %s', async (coding, compress) => {
		answer = (request, response) => {
			expect(request.headers['accept-encoding']).toContain(coding);
			response.writeHead(200, { 'content-encoding': coding }).end(compress('{"name":"Dana"}'));
		};
		const { body } = await createKeptConnections(lookup)(requestTo());
		expect(body).toBe('{"name":"Dana"}');
	});

	it('leave nothing behind on a signal that lasts longer', async () => {
		const { signal } = new AbortController();
		const send = createKeptConnections(lookup);
		for (let count = 0; count < 3; count += 1) await send(requestTo('/', { signal }));
		await eventually(() => expect(getEventListeners(signal, 'abort')).toEqual([]));
	});

	it('drop a byte order mark, which is no part of the text', async () => {
		answer = (_request, response) => response.end('\uFEFF{"name":"Zoë"}');
		expect((await createKeptConnections(lookup)(requestTo())).body).toBe('{"name":"Zoë"}');
	});

	it('follow no redirect', async () => {
		answer = (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end();
		const { statusCode } = await createKeptConnections(lookup)(requestTo());
		expect(statusCode).toBe(302);
		expect(sockets).toHaveLength(1);
	});

	it('are replaced by a new one where the server has closed the kept one meanwhile', async () => {
		const send = createKeptConnections(lookup);
		await send(requestTo());
		const [first] = sockets;
		answer = (request, response) => {
			// As if it had closed the connection just before the request came.
			if (request.socket === first) request.socket.destroy();
			else response.end('here');
		};
		expect((await send(requestTo())).body).toBe('here');
		expect(used()).toBe(2);
	});

	it('do not hide that a server cuts every connection', async () => {
		const send = createKeptConnections(lookup);
		await send(requestTo());
		answer = (request) => request.socket.destroy();
		await expect(send(requestTo())).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(sockets).toHaveLength(3);
	});
});

describe('a server with TLS', () => {
	const trusted = getCACertificates('default');
	let secure: TlsServer;
	let url: URL;
	let handshakes: number;

	beforeEach(async () => {
		handshakes = 0;
		const { key, cert } = selfSignedCertificate();
		setDefaultCACertificates([...trusted, cert]);
		secure = createTlsServer({ key, cert }, (_request, response) => response.end('secret'));
		secure.on('secureConnection', () => (handshakes += 1));
		await once(secure.listen(0, '127.0.0.1'), 'listening');
		url = new URL(`https://127.0.0.1:${(secure.address() as AddressInfo).port}`);
	});

	afterEach(async () => {
		setDefaultCACertificates(trusted);
		secure.closeAllConnections();
		await new Promise((resolve) => secure.close(resolve));
	});

	it('is greeted once for several requests', async () => {
		const send = createKeptConnections(lookup);
		for (let count = 0; count < 3; count += 1) {
			expect(await send(requestTo('/', { url }))).toMatchObject({ body: 'secret' });
		}
		expect(handshakes).toBe(1);
	});

	it('is told nothing unless somebody who is trusted vouches for it', async () => {
		setDefaultCACertificates(trusted);
		const sent = createKeptConnections(lookup)(requestTo('/', { url }));
		await expect(sent).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
	});
});

describe('a request over them fails', () => {
	it('once where a new connection is cut', async () => {
		answer = (request) => request.socket.destroy();
		const sent = createKeptConnections(lookup)(requestTo());
		await expect(sent).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(sockets).toHaveLength(1);
	});

	it('where the answer is cut in its middle', async () => {
		answer = (request, response) => {
			response.writeHead(200, { 'content-length': '100' });
			response.write('half', () => request.socket.destroy());
		};
		const sent = createKeptConnections(lookup)(requestTo());
		await expect(sent).rejects.toMatchObject({ code: 'ECONNRESET' });
	});

	it('where a compressed answer is cut, or is not what it says', async () => {
		const send = createKeptConnections(lookup);
		answer = (_request, response) =>
			response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain');
		await expect(send(requestTo())).rejects.toMatchObject({ code: 'Z_DATA_ERROR' });
		answer = (_request, response) =>
			response
				.writeHead(200, { 'content-encoding': 'gzip' })
				.end(gzipSync('x'.repeat(9_000)).subarray(0, 20));
		await expect(send(requestTo())).rejects.toMatchObject({ code: 'Z_BUF_ERROR' });
	});

	it('when it is called off, and is not sent again', async () => {
		const send = createKeptConnections(lookup);
		await send(requestTo());
		const controller = new AbortController();
		answer = () => controller.abort();
		const sent = send(requestTo('/', { signal: controller.signal }));
		await expect(sent).rejects.toMatchObject({ code: 'ABORT_ERR' });
		expect(sockets).toHaveLength(2);
	});

	it.each(['identity', 'gzip'])(
		'when it is called off in the middle of an answer (%s)',
		async (coding) => {
			const controller = new AbortController();
			answer = (_request, response) => {
				response.writeHead(200, { 'content-encoding': coding });
				response.write(
					coding === 'gzip' ? gzipSync('x'.repeat(9_000)).subarray(0, 20) : 'half',
					() => setImmediate(() => controller.abort()),
				);
			};
			const sent = createKeptConnections(lookup)(requestTo('/', { signal: controller.signal }));
			await expect(sent).rejects.toMatchObject({
				code: expect.stringMatching(/ABORT_ERR|ECONNRESET/),
			});
			expect(sockets).toHaveLength(1);
		},
	);

	it('where it was called off before, and nothing is sent', async () => {
		const signal = AbortSignal.abort();
		const sent = createKeptConnections(lookup)(requestTo('/', { signal }));
		await expect(sent).rejects.toMatchObject({ code: 'ABORT_ERR' });
		expect(sockets).toHaveLength(0);
	});

	it('where the name may not be reached, and nothing is sent', async () => {
		const refuses: LookupFunction = (_host, _options, resolved) =>
			resolved(new Error('not this host'), []);
		const { port } = requestTo().url;
		const url = new URL(`http://localhost:${port}`);
		const sent = createKeptConnections(refuses)(requestTo('/', { url }));
		await expect(sent).rejects.toThrow('not this host');
		expect(sockets).toHaveLength(0);
	});
});
