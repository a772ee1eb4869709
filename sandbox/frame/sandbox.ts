import { buildWorld } from '../world/build-world.ts';
import type { World } from '../world/world.ts';
import type { Answer, Method } from './call.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { Deliveries } from './deliveries.ts';
import type { Happening } from './deliveries.ts';
import type { Broken } from './fault-answer.ts';
import { limitOf, lockedAnswerOf } from './fault-answer.ts';
import { FaultSet } from './faults.ts';
import type { Fault } from './faults.ts';
import { readBody } from './read-body.ts';
import { excerpt, executionIn, masked, RequestLog } from './request-log.ts';
import type { Handled, RunningVendor, VendorModule } from './running-vendor.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Settings } from './settings.ts';

export interface SandboxOptions {
	vendors: readonly VendorModule[];
	/** The one of seed 1 if left out. */
	world?: World;
	/** Whose accounts the vendors have: of sandboxes that run at once each needs another one. The seed if left out. */
	account?: number;
	clock?: Clock;
	settings?: Partial<Settings>;
}

/** A request to `/<vendor>/…` as it came over the wire. */
export interface WireRequest {
	method: string;
	/** Path and query. */
	url: string;
	/** Names in lower case. */
	headers: Readonly<Record<string, string>>;
	text: string;
}

/** What goes over the wire: an answer with its text, or none. */
export type WireAnswer = Broken | (Omit<Answer, 'body'> & { text: string });

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] satisfies Method[];

function isMethod(method: string): method is Method {
	return METHODS.includes(method);
}

/** `['hubspot', '/crm/…']` of `/hubspot/crm/…`. */
function splitPath(path: string): [vendor: string, rest: string] {
	const [, vendor = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(path) ?? [];
	return [vendor, rest === '' ? '/' : rest];
}

function toWire(answer: Answer, contentType: string): WireAnswer {
	const { status, headers = {}, body } = answer;
	if (body === undefined) return { status, headers, text: '' };
	if (typeof body === 'string') {
		return {
			status,
			headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
			text: body,
		};
	}
	return {
		status,
		headers: { 'content-type': contentType, ...headers },
		text: JSON.stringify(body),
	};
}

/** All vendors side by side, without a socket: what comes in is answered, and all is remembered. */
export class Sandbox {
	readonly world: World;
	readonly faults = new FaultSet();
	readonly log = new RequestLog();
	readonly settings: Settings;
	readonly vendors: ReadonlyMap<string, RunningVendor>;
	/** What vendors send to those who registered a webhook. */
	readonly deliveries: Deliveries;
	readonly #clock: Clock;
	#lastId = 0;

	constructor({
		vendors,
		world = buildWorld(),
		account,
		clock = systemClock,
		settings,
	}: SandboxOptions) {
		this.world = world;
		this.#clock = clock;
		this.settings = { ...DEFAULT_SETTINGS, ...settings };
		this.deliveries = new Deliveries(this.settings, clock);
		const surroundings = {
			world,
			account: account ?? world.seed,
			clock,
			settings: this.settings,
			faults: this.faults,
			deliveries: this.deliveries,
		};
		this.vendors = new Map(vendors.map((vendor) => [vendor.id, vendor.start(surroundings)]));
	}

	/** @throws RangeError if there is no such vendor in this sandbox */
	vendor(id: string): RunningVendor {
		const running = this.vendors.get(id);
		if (running !== undefined) return running;
		const known = [...this.vendors.keys()].join(', ');
		throw new RangeError(`there is no vendor “${id}”: the vendors are ${known}`);
	}

	/**
	 * Sets a fault.
	 *
	 * @throws RangeError for a vendor, route, limit or lock that there is not
	 */
	setFault(fault: Fault): number {
		const { emulator, routes } = this.vendor(fault.vendor);
		if (fault.route !== undefined && !routes.includes(fault.route)) {
			throw new RangeError(
				`${fault.vendor} has no route “${fault.route}”: see GET /_sandbox/vendors`,
			);
		}
		if (fault.kind === 'rate_limit_burst') limitOf(emulator, 'burst');
		if (fault.kind === 'rate_limit_quota') limitOf(emulator, 'quota');
		if (fault.kind === 'locked') lockedAnswerOf(emulator);
		return this.faults.add(fault);
	}

	/**
	 * Lets something happen to a person in a sequence, now.
	 *
	 * @throws RangeError for a vendor without sequences, or a person who is in none
	 */
	happen(vendor: string, happened: Omit<Happening, 'at'>): Happening {
		const happening = { ...happened, at: new Date(this.#clock.now()).toISOString() };
		this.vendor(vendor).happen(happening);
		return happening;
	}

	/** As it was at the start: data, limits, credits; no faults and an empty log. Settings stay. */
	reset(): void {
		for (const vendor of this.vendors.values()) vendor.reset();
		this.faults.clear();
		this.log.clear();
		this.deliveries.clear();
	}

	/** Answers a call to a vendor. Rejects only for a defect of an emulator. */
	async handle(request: WireRequest): Promise<WireAnswer> {
		const url = new URL(request.url, 'http://sandbox');
		const [id, path] = splitPath(url.pathname);
		const vendor = this.vendors.get(id);
		if (vendor === undefined || !isMethod(request.method)) return this.#notFound(id);
		const startedAt = this.#clock.now();
		if (this.settings.latencyMs > 0) await this.#clock.sleep(this.settings.latencyMs);
		this.#lastId += 1;
		const { headers, text } = request;
		const handled = await vendor.handle({
			method: request.method,
			path,
			query: url.searchParams,
			headers,
			text,
			...readBody(text, headers['content-type'] ?? ''),
			at: this.#clock.now(),
			id: `sandbox-${this.#lastId}`,
		});
		const { contentType = 'application/json; charset=utf-8' } = vendor.emulator;
		const wire =
			typeof handled.answer === 'string' ? handled.answer : toWire(handled.answer, contentType);
		this.#record({ request, url, vendor, handled, wire, startedAt });
		return wire;
	}

	#notFound(id: string): WireAnswer {
		const known = [...this.vendors.keys()].map((name) => `/${name}`).join(', ');
		const text = JSON.stringify({ error: `the sandbox has nothing at /${id}: it has ${known}` });
		return { status: 404, headers: { 'content-type': 'application/json' }, text };
	}

	#record(call: {
		request: WireRequest;
		url: URL;
		vendor: RunningVendor;
		handled: Handled;
		wire: WireAnswer;
		startedAt: number;
	}): void {
		const { request, url, vendor, handled, wire, startedAt } = call;
		for (const name of vendor.emulator.authentication.secretQuery ?? []) {
			if (url.searchParams.has(name)) url.searchParams.set(name, '***');
		}
		const { route, fault, secret } = handled;
		const shown = (text: string) => excerpt(secret ? masked(text) : text);
		const execution = executionIn(request.headers);
		this.log.add({
			at: new Date(startedAt).toISOString(),
			vendor: vendor.emulator.id,
			method: request.method,
			url: `${url.pathname}${url.search}`,
			...(route !== undefined && { route }),
			...(fault !== undefined && { fault: fault.kind }),
			...(execution !== undefined && { execution }),
			...(request.text !== '' && { requestBody: shown(request.text) }),
			...(typeof wire !== 'string' && { status: wire.status, answerBody: shown(wire.text) }),
			milliseconds: this.#clock.now() - startedAt,
		});
	}
}
