import { Sandbox } from '../../../../../sandbox/frame/sandbox.ts';
import type { VendorModule } from '../../../../../sandbox/frame/running-vendor.ts';
import type { Settings } from '../../../../../sandbox/frame/settings.ts';
import { FakeClock } from '../fake-clock';
import { createVendorClient } from '../../../../../src/gtm/http/create-vendor-client';
import {
	type HttpPort,
	type HttpRequest,
	NetworkFailure,
	type Query,
} from '../../../../../src/gtm/http/http-port';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import { createVendorTraffic } from '../../../../../src/gtm/http/vendor-traffic';
import type { Vendor } from '../../../../../src/gtm/vendors/vendor';

const START = Date.parse('2026-11-25T10:00:00Z');

function search(query: Query = {}): string {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		const values = Array.isArray(value) ? (value as readonly string[]) : [value];
		for (const each of values) if (each !== undefined) params.append(name, String(each));
	}
	return params.size === 0 ? '' : `?${params.toString()}`;
}

function parsed(text: string, type = ''): unknown {
	if (text === '') return undefined;
	try {
		return /json/.test(type) ? (JSON.parse(text) as unknown) : text;
	} catch {
		return text; // JSON that stops in the middle.
	}
}

/** As they come over HTTP. */
function inLowerCase(headers: HttpRequest['headers'] = {}): Record<string, string> {
	const all = Object.entries(headers);
	return Object.fromEntries(all.map(([name, value]) => [name.toLowerCase(), value]));
}

/** An emulated vendor without a socket, and our client of it, on one clock: waits take no time. */
export function openVendor(
	module: VendorModule,
	vendor: Pick<Vendor, 'profile'>,
	authentication: { header: string; key?: string },
	settings: Partial<Settings> = {},
) {
	const clock = new FakeClock(START);
	const sandbox = new Sandbox({
		vendors: [module],
		clock,
		settings: { indexLagMs: 0, ...settings },
	});
	const key = authentication.key ?? sandbox.vendor(module.id).emulator.keys[0].value;
	const sent: HttpRequest[] = [];
	const http: HttpPort = async (request) => {
		sent.push(request);
		const wire = await sandbox.handle({
			method: request.method,
			url: `${new URL(request.url).pathname}${search(request.query)}`,
			headers: {
				...inLowerCase(request.headers),
				'content-type': 'application/json',
				[authentication.header]: key,
			},
			text: request.body === undefined ? '' : JSON.stringify(request.body),
		});
		if (typeof wire === 'string') throw new NetworkFailure('no answer', 'unknown', 'ECONNRESET');
		const { status, text } = wire;
		// Every server tells the time of its answer.
		const headers = { date: new Date(clock.now()).toUTCString(), ...wire.headers };
		return { status, headers, body: parsed(text, wire.headers?.['content-type']) };
	};
	const inner = createVendorClient(
		vendor.profile,
		{ http, clock, traffic: createVendorTraffic(clock) },
		{ hosts: { api: `http://sandbox/${module.id}` }, principal: 'test', secrets: [key] },
	);
	const client: VendorClient = {
		provider: inner.provider,
		now: inner.now,
		accountKey: async () => await clock.until(inner.accountKey()),
		send: async (request) => await clock.until(inner.send(request)),
	};
	return { sandbox, client, clock, sent, examples: sandbox.world.examples, world: sandbox.world };
}
