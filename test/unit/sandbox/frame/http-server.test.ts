import { request } from 'node:http';

import { listen } from '../../../../sandbox/frame/http-server.ts';
import type { ListeningSandbox } from '../../../../sandbox/frame/http-server.ts';
import { vendorModule } from '../../../../sandbox/frame/running-vendor.ts';
import { Sandbox } from '../../../../sandbox/frame/sandbox.ts';
import { toyVendor } from './toy-vendor';

const KEY = { authorization: 'Bearer toy-key' };

let sandbox: Sandbox;
let listening: ListeningSandbox;

async function control(method: string, path: string, body?: unknown, headers = {}) {
	const answer = await fetch(`${listening.url}${path}`, {
		method,
		headers,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	return { status: answer.status, text: await answer.text() };
}

/** fetch does not let a caller choose the host header. */
function statusForHost(host: string): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		const call = request(listening.url, {
			path: '/_sandbox/reset',
			method: 'POST',
			headers: { host },
		});
		call.once('response', (response) => resolve(response.resume().statusCode));
		call.once('error', reject);
		call.end();
	});
}

beforeEach(async () => {
	sandbox = new Sandbox({ vendors: [vendorModule(toyVendor)], settings: { limits: 'off' } });
	listening = await listen(sandbox);
});

afterEach(async () => {
	await listening.close();
});

describe('the sandbox on its port', () => {
	test('answers as the vendor does', async () => {
		const answer = await fetch(`${listening.baseUrl('toy')}/notes/1`, { headers: KEY });
		expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
		expect(answer.headers.get('x-request-id')).toBe('sandbox-1');
		expect(await answer.json()).toEqual({ id: '1', text: 'old' });
	});

	test('breaks the connection for a reset', async () => {
		sandbox.setFault({ vendor: 'toy', kind: 'reset' });
		const call = fetch(`${listening.baseUrl('toy')}/notes/1`, { headers: KEY });
		await expect(call).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
	});

	test('leaves a caller waiting for a timeout', async () => {
		sandbox.setFault({ vendor: 'toy', kind: 'timeout' });
		const signal = AbortSignal.timeout(100);
		const call = fetch(`${listening.baseUrl('toy')}/notes/1`, { headers: KEY, signal });
		await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
	});
});

describe('the control API', () => {
	test('sets faults, settings and credits, and resets', async () => {
		const fault = { vendor: 'toy', kind: 'unavailable', times: 2 };
		expect(JSON.parse((await control('POST', '/_sandbox/faults', fault)).text)).toEqual({ id: 1 });
		expect(JSON.parse((await control('GET', '/_sandbox/faults')).text)).toEqual([
			{ ...fault, id: 1, left: 2 },
		]);
		await control('PATCH', '/_sandbox/settings', { indexLagMs: 0 });
		expect(sandbox.settings).toEqual({
			limits: 'off',
			latencyMs: 0,
			indexLagMs: 0,
			deliveries: 'as_sent',
			readings: {},
		});
		await control('PUT', '/_sandbox/credits', { vendor: 'toy', left: 0 });
		expect(sandbox.vendor('toy').credits.left).toBe(0);
		await control('POST', '/_sandbox/reset');
		expect(sandbox.faults.list()).toEqual([]);
		expect(sandbox.vendor('toy').credits.left).toBe(2);
	});

	test('says what is wrong with a command, and which there are', async () => {
		const wrong = await control('POST', '/_sandbox/faults', { vendor: 'toy', kind: 'earthquake' });
		expect(wrong).toMatchObject({ status: 400, text: expect.stringContaining('kind') });
		const unknown = await control('POST', '/_sandbox/faults', { vendor: 'nobody', kind: 'reset' });
		expect(unknown).toMatchObject({
			status: 400,
			text: expect.stringContaining('vendors are toy'),
		});
		const other = await control('GET', '/_sandbox/coffee');
		expect(other).toMatchObject({
			status: 404,
			text: expect.stringContaining('POST /_sandbox/reset'),
		});
	});

	test('is closed to web pages of others', async () => {
		const origin = { origin: 'https://evil.example' };
		expect(await control('POST', '/_sandbox/reset', undefined, origin)).toMatchObject({
			status: 403,
		});
		expect(await statusForHost('evil.example')).toBe(403);
		expect(await statusForHost('localhost:1')).toBe(200);
	});
});

describe('the page', () => {
	test('shows vendors with their keys, faults, calls and data', async () => {
		sandbox.setFault({ vendor: 'toy', kind: 'server_error', route: 'POST /lookup' });
		await fetch(`${listening.baseUrl('toy')}/notes/1`, { headers: KEY });
		const { text } = await control('GET', '/');
		for (const part of [
			listening.baseUrl('toy'),
			'toy-key',
			'server_error',
			'GET /notes/1',
			sandbox.world.examples.person.email,
		]) {
			expect(text).toContain(part);
		}
	});

	test('shows what callers sent as text, never as HTML', async () => {
		await fetch(`${listening.baseUrl('toy')}/notes`, {
			method: 'POST',
			headers: { ...KEY, 'content-type': 'application/json' },
			body: JSON.stringify({ text: '<script>alert(1)</script>' }),
		});
		const { text } = await control('GET', '/');
		expect(text).not.toContain('<script>');
		expect(text).toContain('&lt;script&gt;');
	});
});
