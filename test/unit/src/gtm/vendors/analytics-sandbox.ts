import type { VendorModule } from '../../../../../sandbox/frame/running-vendor.ts';
import { Sandbox } from '../../../../../sandbox/frame/sandbox.ts';
import { lastDays } from '../../../../../src/gtm/analytics/windows';
import { createVendorClient } from '../../../../../src/gtm/http/create-vendor-client';
import {
	type HttpPort,
	type HttpRequest,
	NetworkFailure,
} from '../../../../../src/gtm/http/http-port';
import { createVendorTraffic } from '../../../../../src/gtm/http/vendor-traffic';
import { isRecord } from '../../../../../src/gtm/model/json';
import type { Vendor } from '../../../../../src/gtm/vendors/vendor';
import type { UsageEvent } from '../../../../../sandbox/world/world.ts';
import { FakeClock } from '../fake-clock';

export interface AnalyticsAuthentication {
	headers: Readonly<Record<string, string>>;
	query?: Readonly<Record<string, string>>;
}

/** Of the emulated vendor and the credential of a test. */
export interface AnalyticsSandboxOptions {
	authentication: AnalyticsAuthentication;
	/** Fields of the credential besides the base URL. */
	credential?: Readonly<Record<string, unknown>>;
	/** Around the port that sends what the credential has been added to. */
	wrap?: (port: HttpPort) => HttpPort;
}

const FORM = 'application/x-www-form-urlencoded';

const BASE = 'http://localhost';

/** An emulated vendor within the process, and a real client of ours that talks to it. */
export function analyticsSandbox(
	vendor: Vendor,
	module: VendorModule,
	{ authentication, credential = {}, wrap = (port) => port }: AnalyticsSandboxOptions,
) {
	const clock = new FakeClock();
	const sandbox = new Sandbox({ vendors: [module], clock });
	const requests: HttpRequest[] = [];
	const baseUrl = `${BASE}/${module.id}`;
	const checked = wrap(async (request) => await answer(sandbox, request));
	const http: HttpPort = async (request) => {
		requests.push(request);
		const form = request.body instanceof URLSearchParams ? request.body : undefined;
		return await checked({
			...request,
			...(form && { body: Object.fromEntries(form) }),
			headers: {
				...(form && { 'content-type': FORM }),
				...request.headers,
				...authentication.headers,
			},
			...((request.query ?? authentication.query) && {
				query: { ...request.query, ...authentication.query },
			}),
		});
	};
	const ports = { http, clock, traffic: createVendorTraffic(clock) };
	const hosts = vendor.hosts({ ...credential, baseUrl });
	const client = createVendorClient(vendor.profile, ports, {
		hosts,
		principal: 'test',
		secrets: [],
	});
	const window = lastDays(60, sandbox.world.asOf);
	const inWindow = ({ at }: UsageEvent) => at >= window.from && at < window.to;
	return {
		clock,
		sandbox,
		client,
		requests,
		baseUrl,
		world: sandbox.world,
		window,
		/** What happened in the window, as the world knows it. */
		usage: sandbox.world.usage.filter(inWindow),
		/** Lets time pass until it is settled. */
		run: async <Result>(promise: Promise<Result>): Promise<Result> => await clock.until(promise),
		bodies: () => requests.flatMap(({ body }) => (isRecord(body) ? [body] : [])),
	};
}

async function answer(sandbox: Sandbox, { method, url, query = {}, headers, body }: HttpRequest) {
	const target = new URL(url);
	for (const [name, value] of Object.entries(query)) {
		for (const one of [value].flat()) {
			if (one !== undefined) target.searchParams.append(name, String(one));
		}
	}
	const sent = { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers };
	const isForm = sent['content-type'] === FORM;
	const wire = await sandbox.handle({
		method,
		url: `${target.pathname}${target.search}`,
		headers: Object.fromEntries(
			Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]),
		),
		text: body === undefined ? '' : isForm ? formOf(body) : JSON.stringify(body),
	});
	if (typeof wire === 'string') throw new NetworkFailure('no answer', 'unknown', 'ECONNRESET');
	const isJson = /[/+]json\b/.test(wire.headers?.['content-type'] ?? '');
	return {
		status: wire.status,
		headers: wire.headers ?? {},
		body: wire.text === '' ? undefined : isJson ? parsed(wire.text) : wire.text,
	};
}

function formOf(body: unknown): string {
	return isRecord(body) ? new URLSearchParams(body as Record<string, string>).toString() : '';
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		if (error instanceof SyntaxError) return text;
		throw error;
	}
}

/** How many different people did it. */
export function peopleIn(usage: readonly UsageEvent[]): number {
	return new Set(usage.map(({ personKey }) => personKey)).size;
}
