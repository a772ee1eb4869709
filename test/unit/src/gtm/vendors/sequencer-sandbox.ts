import type { VendorModule } from '../../../../../sandbox/frame/running-vendor.ts';
import { Sandbox } from '../../../../../sandbox/frame/sandbox.ts';
import { createVendorClient } from '../../../../../src/gtm/http/create-vendor-client';
import {
	type HttpPort,
	type HttpRequest,
	NetworkFailure,
} from '../../../../../src/gtm/http/http-port';
import type { Attempt } from '../../../../../src/gtm/http/trace';
import { createVendorTraffic } from '../../../../../src/gtm/http/vendor-traffic';
import type { Vendor } from '../../../../../src/gtm/vendors/vendor';
import { FakeClock } from '../fake-clock';

export interface Authentication {
	headers?: Readonly<Record<string, string>>;
	query?: Readonly<Record<string, string>>;
}

const BASE = 'http://localhost';

/** An emulated vendor within the process, and a real client of ours that talks to it. */
export function sandboxOf(
	vendor: Vendor,
	module: VendorModule,
	authentication: Authentication,
	{ secrets = [] as string[], wrap = (port: HttpPort): HttpPort => port } = {},
) {
	const clock = new FakeClock();
	const sandbox = new Sandbox({ vendors: [module], clock });
	sandbox.settings.indexLagMs = 0;
	const requests: HttpRequest[] = [];
	const attempts: Attempt[] = [];
	const prefix = `${BASE}/${module.id}`;
	const port: HttpPort = async (request) => {
		requests.push(request);
		return await answer(sandbox, request, authentication);
	};
	const hosts = vendor.hosts({ baseUrl: prefix });
	const client = createVendorClient(
		vendor.profile,
		{
			http: wrap(port),
			clock,
			traffic: createVendorTraffic(clock),
			trace: (attempt) => attempts.push(attempt),
		},
		{ hosts, principal: 'test', secrets },
	);
	return {
		clock,
		sandbox,
		client,
		requests,
		attempts,
		baseUrl: prefix,
		world: sandbox.world,
		/** Lets time pass until it is settled. */
		run: async <Result>(promise: Promise<Result>): Promise<Result> => await clock.until(promise),
		/** What was sent, without what only looks. */
		writes: () => requests.filter(({ method }) => method !== 'GET'),
	};
}

async function answer(sandbox: Sandbox, request: HttpRequest, authentication: Authentication) {
	const { method, url, query = {}, headers, body } = request;
	const target = new URL(url);
	for (const [name, value] of Object.entries({ ...query, ...authentication.query })) {
		for (const one of [value].flat()) {
			if (one !== undefined) target.searchParams.append(name, String(one));
		}
	}
	const type = body === undefined ? {} : { 'content-type': 'application/json' };
	const sent = { ...type, ...headers, ...authentication.headers };
	const wire = await sandbox.handle({
		method,
		url: `${target.pathname}${target.search}`,
		headers: Object.fromEntries(
			Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]),
		),
		text: body === undefined ? '' : JSON.stringify(body),
	});
	if (typeof wire === 'string') throw new NetworkFailure('no answer', 'unknown', 'ECONNRESET');
	const isJson = /[/+]json\b/.test(wire.headers?.['content-type'] ?? '');
	return {
		status: wire.status,
		headers: wire.headers ?? {},
		body: wire.text === '' ? undefined : isJson ? parsed(wire.text) : wire.text,
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		if (error instanceof SyntaxError) return text;
		throw error;
	}
}
