import { existsSync, rmSync, statSync } from 'node:fs';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import type { ICredentialType, IExecuteFunctions, INodeType } from 'n8n-workflow';

import { runWorkflow } from '../harness/run-workflow';
import { explainStatus } from '../../../src/gtm/http/explain-status';
import type { Attempt } from '../../../src/gtm/http/trace';
import { toOutcome } from '../../../src/gtm/http/vendor-error';
import type { Outcome } from '../../../src/gtm/model/outcome';
import type { Vendor } from '../../../src/gtm/vendors/vendor';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { storeFile } from '../../../src/n8n/gtm/store-place';
import { toOutcomeItems } from '../../../src/n8n/gtm/outcome-items';
import { connectVendor } from '../../../src/n8n/gtm/vendor-client';

const KEY_TYPE = {
	name: 'acmeApi',
	displayName: 'Acme',
	properties: [],
	authenticate: {
		type: 'generic',
		properties: { headers: { 'x-api-key': '={{$credentials.apiKey}}' } },
	},
} as ICredentialType;

let answers: Array<(response: ServerResponse) => void>;
let asked: string[];
let server: Server;

const reply =
	(status: number, body: unknown, headers = {}) =>
	(response: ServerResponse) => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(JSON.stringify(body));
	};

beforeEach(async () => {
	asked = [];
	server = createServer((request, response) => {
		asked.push(`${request.method} ${request.url} ${String(request.headers['x-api-key'])}`);
		const answer = answers.length > 1 ? answers.shift() : answers[0];
		answer?.(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const VENDOR: Vendor = {
	profile: {
		id: 'acme',
		name: 'Acme',
		idsUniqueIn: 'everywhere',
		limits: [],
		explain: (response) =>
			explainStatus('Acme', response, response.body as { code?: string; message?: string }),
	},
	credentialTypes: ['acmeApi'],
	hosts: ({ server: url }) => ({ api: String(url) }),
	docsUrl: 'https://acme.test/docs',
};

/** Reads one contact, as an operation of a vendor would. */
function readerOf(attempts: Attempt[]): INodeType {
	return {
		description: {
			displayName: 'Reader',
			name: 'reader',
			group: ['input'],
			version: 1,
			description: 'Reads',
			defaults: { name: 'Reader' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'acmeApi', required: true }],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const { client } = await connectVendor(this, VENDOR, {
				credentialType: 'acmeApi',
				itemIndex: 0,
				trace: (attempt) => attempts.push(attempt),
			});
			const request = { method: 'GET', path: '/contacts/42', effect: 'read' } as const;
			const outcome: Outcome = await client.send(request).then(
				({ body }) => ({ status: 'found', provider: client.provider, record: body }),
				(error: unknown) => toOutcome(error),
			);
			return [toOutcomeItems(outcome, 0)];
		},
	};
}

async function read(apiKey: string) {
	const attempts: Attempt[] = [];
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const node = {
		name: 'Reader',
		type: 'test.reader',
		credentials: { acmeApi: { id: 'c-1', name: 'Acme' } },
	};
	const finished = await runWorkflow(
		{ nodes: [node], connections: {} },
		{
			nodeTypes: [readerOf(attempts)],
			credentials: { acmeApi: { apiKey, server: url } },
			credentialTypes: [KEY_TYPE],
		},
	);
	expect(finished.error).toBeUndefined();
	return { json: finished.output('Reader')[0]?.json, attempts };
}

describe('a vendor that is asked from within n8n', () => {
	it('is asked again after a failure that passes, and the item tells what it found', async () => {
		answers = [reply(503, {}), reply(200, { id: '42' })];
		const { json, attempts } = await read('key-of-the-first-test');
		expect(json).toEqual({ status: 'found', provider: 'acme', record: { id: '42' } });
		expect(asked).toEqual(Array(2).fill('GET /contacts/42 key-of-the-first-test'));
		expect(attempts.map(({ status, path: where, repeats }) => [status, where, repeats])).toEqual([
			[503, '/contacts/{}', true],
			[200, '/contacts/{}', false],
		]);
	});

	it('may quote the key in its error, and the item does not', async () => {
		answers = [reply(403, { code: 'no_scope', message: 'key-of-the-second-test has no scope' })];
		const { json } = await read('key-of-the-second-test');
		expect(json).toMatchObject({
			status: 'forbidden',
			reason: { code: 'no_scope', message: expect.stringContaining('[secret] has no scope') },
		});
	});

	it('is left alone by the next execution while its limit lasts', async () => {
		answers = [reply(429, {}, { 'retry-after': '600' })];
		const first = await read('key-of-the-third-test');
		const second = await read('key-of-the-third-test');
		expect(first.json).toMatchObject({ status: 'rate_limited', retry: { afterMs: 600_000 } });
		expect(second.json).toMatchObject({
			status: 'rate_limited',
			reason: { code: 'local_rate_limit' },
		});
		expect(asked).toHaveLength(1);
	});
});

it('the ledger of a process is in one file in the folder of n8n, made when it is first used', async () => {
	const file = storeFile(process.env);
	// Another file of this worker may have left its own.
	rmSync(path.dirname(file), { recursive: true, force: true });
	const ledger = gtmProcess().ledger();
	expect(gtmProcess().ledger()).toBe(ledger);
	expect(existsSync(file)).toBe(false);
	await ledger.suppressions.list({ limit: 1 });
	expect(statSync(file).size).toBeGreaterThan(0);
	expect(file.startsWith(process.env.N8N_USER_FOLDER ?? 'nowhere')).toBe(true);
	await ledger.close();
	rmSync(path.dirname(file), { recursive: true, force: true });
});
