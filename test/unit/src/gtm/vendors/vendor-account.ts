import type { IHttpRequestOptions } from 'n8n-workflow';

import type { CredentialFields } from '../../../../../sandbox/credentials.ts';
import { Sandbox } from '../../../../../sandbox/frame/sandbox.ts';
import type { Settings } from '../../../../../sandbox/frame/settings.ts';
import { VENDORS } from '../../../../../sandbox/vendors/index.ts';
import { buildWorld } from '../../../../../sandbox/world/build-world.ts';
import { createVendorClient } from '../../../../../src/gtm/http/create-vendor-client';
import {
	type HttpPort,
	type HttpRequest,
	NetworkFailure,
} from '../../../../../src/gtm/http/http-port';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import type { VendorRequest } from '../../../../../src/gtm/http/vendor-request';
import { createVendorTraffic } from '../../../../../src/gtm/http/vendor-traffic';
import type { Vendor } from '../../../../../src/gtm/vendors/vendor';
import { credentialTypeOf } from '../../../../node/gtm/credential-types';
import { FakeClock } from '../fake-clock';
import { type Signature, signatureOf } from './credential-signature';

/** No emulator changes it, and it takes a while to build. */
const WORLD = buildWorld();

const HOST = 'http://localhost';

const FORM = 'application/x-www-form-urlencoded';

export interface AccountOptions {
	settings?: Partial<Settings>;
	/** Fields of the credential that are not as in the sandbox, such as a wrong key. */
	credential?: CredentialFields;
	/** Around the port that sends what has not been signed yet. */
	wrap?: (port: HttpPort) => HttpPort;
}

export type Account = ReturnType<typeof openAccount>;

/** Where the emulator of a vendor is. */
export const accountUrl = (id: string) => `${HOST}/${id}`;

/**
 * An emulated account of a vendor of the registry, and our client with the credential that the sandbox
 * has for it, signed by the rule of its type. All is in this process and on one clock.
 */
export function openAccount(
	vendor: Vendor,
	{ settings = {}, credential = {}, wrap = (port) => port }: AccountOptions = {},
) {
	const { id } = vendor.profile;
	const module = VENDORS.find((one) => one.id === id);
	const known = module?.credentials?.(accountUrl(id)) ?? {};
	const type = vendor.credentialTypes.find((name) => name in known);
	if (module === undefined || type === undefined) throw new RangeError(`no sandbox has ${id}`);
	const fields: CredentialFields = { ...known[type], ...credential };
	const clock = new FakeClock();
	const sandbox = new Sandbox({
		vendors: [module],
		world: WORLD,
		clock,
		settings: { indexLagMs: 0, ...settings },
	});
	/** When the first request is signed, for some log in then. */
	let signature: Promise<Signature> | undefined;
	const login = async ({ method = 'GET', url, headers, body }: IHttpRequestOptions) => {
		const form = new URLSearchParams(typeof body === 'string' ? body : '');
		const asked = { method, url, headers, body: form, timeoutMs: 1_000 } as HttpRequest;
		const unsigned = { headers: {}, query: {} };
		return (await answer(sandbox, asked, unsigned)).body;
	};
	const requests: HttpRequest[] = [];
	const http = wrap(async (request) => {
		requests.push(request);
		signature ??= signatureOf(credentialTypeOf(type), fields, login);
		const answered = await answer(sandbox, request, await signature);
		// Every server tells the time of its answer.
		const date = new Date(clock.now()).toUTCString();
		return { ...answered, headers: { date, ...answered.headers } };
	});
	const inner = createVendorClient(
		vendor.profile,
		{ http, clock, traffic: createVendorTraffic(clock) },
		{
			hosts: vendor.hosts(fields),
			...(vendor.account && { account: vendor.account(fields) }),
			principal: 'test',
			secrets: [],
		},
	);
	const sent: VendorRequest[] = [];
	const client: VendorClient = {
		...inner,
		send: async (request) => {
			sent.push(request);
			return await inner.send(request);
		},
	};
	return {
		client,
		clock,
		sandbox,
		world: sandbox.world,
		/** What went over the wire, repetitions too. */
		requests,
		/** What the vendor's code sent. */
		sent,
		/** What must not be done twice. */
		unsafe: () => sent.filter(({ effect }) => effect === 'unsafe'),
		/** What was sent, without what only looks. */
		writes: () => sent.filter(({ effect }) => effect !== 'read'),
		/** Lets time pass until it is settled. */
		run: async <Result>(promise: Promise<Result>): Promise<Result> => await clock.until(promise),
	};
}

/** The same, with a client in which each request lets time pass: waits take none. */
export function openPatientAccount(vendor: Vendor, options?: AccountOptions) {
	const account = openAccount(vendor, options);
	const { client, clock, requests, world } = account;
	const patient: VendorClient = {
		...client,
		accountKey: async () => await clock.until(client.accountKey()),
		send: async (request) => await clock.until(client.send(request)),
	};
	return {
		...account,
		client: patient,
		sent: requests,
		/** What the vendor's code sent. */
		requested: account.sent,
		examples: world.examples,
	};
}

async function answer(sandbox: Sandbox, request: HttpRequest, signature: Signature) {
	const { method, url, query = {}, headers, body } = request;
	const target = new URL(url);
	for (const [name, value] of Object.entries({ ...query, ...signature.query })) {
		for (const one of [value].flat()) {
			if (one !== undefined) target.searchParams.append(name, String(one));
		}
	}
	const isForm = body instanceof URLSearchParams;
	const type = body === undefined ? {} : { 'content-type': isForm ? FORM : 'application/json' };
	const sent = { ...type, ...headers, ...signature.headers };
	const wire = await sandbox.handle({
		method,
		url: `${target.pathname}${target.search}`,
		headers: Object.fromEntries(
			Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]),
		),
		text: body === undefined ? '' : isForm ? body.toString() : JSON.stringify(body),
	});
	if (typeof wire === 'string') throw new NetworkFailure('no answer', 'unknown', 'ECONNRESET');
	const isJson = /[/+]json\b/.test(wire.headers?.['content-type'] ?? '');
	return {
		status: wire.status,
		headers: wire.headers ?? {},
		body: wire.text === '' ? undefined : isJson ? parsed(wire.text) : wire.text,
	};
}

/** JSON that stops in the middle is a text. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		if (error instanceof SyntaxError) return text;
		throw error;
	}
}
