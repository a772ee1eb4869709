import { listen } from '../../../../sandbox/frame/http-server.ts';
import type { ListeningSandbox } from '../../../../sandbox/frame/http-server.ts';
import { vendorModule } from '../../../../sandbox/frame/running-vendor.ts';
import { Sandbox } from '../../../../sandbox/frame/sandbox.ts';
import { toyVendor } from '../frame/toy-vendor';

const KEY = { authorization: 'Bearer toy-key' };

let sandbox: Sandbox;
let listening: ListeningSandbox;

beforeEach(async () => {
	sandbox = new Sandbox({ vendors: [vendorModule(toyVendor)], settings: { limits: 'off' } });
	listening = await listen(sandbox);
});

afterEach(async () => {
	await listening.close();
});

async function open(path: string) {
	const answer = await fetch(`${listening.url}${path}`);
	return { status: answer.status, text: await answer.text() };
}

async function press(path: string, fields: Record<string, string> = {}, headers = {}) {
	const body = new URLSearchParams(fields);
	const options = { method: 'POST', body, headers, redirect: 'manual' as const };
	return await fetch(`${listening.url}${path}`, options);
}

async function callVendor(path: string, headers = {}) {
	return await fetch(`${listening.baseUrl('toy')}${path}`, { headers: { ...KEY, ...headers } });
}

describe('the pages of the sandbox', () => {
	test('show the calls first, then whom to try things with', async () => {
		await callVendor('/notes/1');
		const { status, text } = await open('/');
		expect(status).toBe(200);
		expect(text.indexOf('GET /notes/1')).toBeGreaterThan(0);
		expect(text.indexOf('GET /notes/1')).toBeLessThan(
			text.indexOf(sandbox.world.examples.optedOut.email),
		);
	});

	test('lead from a call to the execution that made it', async () => {
		const execution = 'http://localhost:5678/workflow/w1/executions/7';
		await callVendor('/notes/1', { 'x-n8n-execution': execution });
		expect((await open('/')).text).toContain(`<a href="${execution}" target="_blank"`);
	});

	test.each(['javascript:alert(1)', 'file:///etc/passwd', 'no address', ''])(
		'do not lead to "%s"',
		async (address) => {
			await callVendor('/notes/1', { 'x-n8n-execution': address });
			const { text } = await open('/');
			expect(text).toContain('GET /notes/1');
			expect(text).not.toContain('in n8n');
			expect(text).not.toContain('alert(1)');
		},
	);

	test('show a person with what happened to her or him and which calls asked about the address', async () => {
		const { enrolled } = sandbox.world.examples;
		await callVendor(`/notes/${encodeURIComponent(enrolled.email)}`);
		await callVendor('/notes/somebody-else');
		const { text } = await open(`/person/${encodeURIComponent(enrolled.email)}`);
		expect(text).toContain(`<h1>${enrolled.firstName} ${enrolled.lastName}</h1>`);
		expect(text).toContain('email sent');
		expect(text).toContain(`GET /notes/${encodeURIComponent(enrolled.email)}`);
		expect(text).not.toContain('somebody-else');
	});

	test('say that a person is unsubscribed, and nothing of the kind of others', async () => {
		const { optedOut, person } = sandbox.world.examples;
		expect((await open(`/person/${optedOut.email}`)).text).toContain('Note: unsubscribed.');
		expect((await open(`/person/${person.email}`)).text).not.toContain('Note:');
	});

	test('show a company with its people, who lead to their pages', async () => {
		const { account, person } = sandbox.world.examples;
		const { text } = await open(`/account/${account.domain}`);
		expect(text).toContain(`/person/${encodeURIComponent(person.email)}`);
	});

	test('say so where nobody has the address, whatever is in it', async () => {
		const { status, text } = await open('/person/%E0%A4%A<script>');
		expect(status).toBe(404);
		expect(text).toContain('No person of the data has');
		expect(text).not.toContain('<script>');
	});
});

describe('the buttons of the sandbox', () => {
	test('break a vendor for some calls, and mend it', async () => {
		const pressed = await press('/set-fault', { vendor: 'toy', kind: 'unavailable', times: '3' });
		expect(pressed.status).toBe(303);
		expect(pressed.headers.get('location')).toBe('/');
		expect(sandbox.faults.list()).toMatchObject([{ vendor: 'toy', kind: 'unavailable', left: 3 }]);
		expect((await callVendor('/notes/1')).status).toBe(503);
		await press('/clear-faults');
		expect((await callVendor('/notes/1')).status).toBe(200);
	});

	test('reset data and calls', async () => {
		await callVendor('/notes/1');
		await press('/reset');
		expect(sandbox.log.list()).toEqual([]);
	});

	test('refuse what cannot be set, a page of another origin, and a mere link', async () => {
		expect((await press('/set-fault', { vendor: 'nobody', kind: 'reset' })).status).toBe(400);
		expect((await press('/set-fault', { vendor: 'toy', kind: 'earthquake' })).status).toBe(400);
		expect((await press('/reset', {}, { origin: 'https://evil.example' })).status).toBe(403);
		expect((await open('/reset')).status).toBe(405);
	});
});
