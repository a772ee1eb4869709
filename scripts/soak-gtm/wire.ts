import type { LoggedCall } from '../../sandbox/frame/request-log.ts';
import type { Sandbox, WireAnswer } from '../../sandbox/frame/sandbox.ts';
import type { HttpPort, HttpRequest, Query } from '../../src/gtm/http/http-port.ts';
import type { Library } from './library.ts';

/** What went over the wire, as the sandbox saw it. */
export interface Traffic {
	calls: number;
	/** By the name of the fault. */
	faults: Record<string, number>;
	/** Calls that the vendor refused because they were beyond one of its limits: not faults. */
	beyondLimits: number;
	/** Times that someone was to be added to a sequence who was in it: a second enrollment, had the vendor not refused. */
	addedTwice: number;
}

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
		return type.includes('json') ? (JSON.parse(text) as unknown) : text;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return text;
	}
}

/** The sandbox without a socket, and a count of what it answered. */
export class Wire {
	readonly traffic: Traffic = { calls: 0, faults: {}, beyondLimits: 0, addedTwice: 0 };
	readonly #sandbox: Sandbox;
	readonly #library: Library;
	#seen = 0;

	constructor(sandbox: Sandbox, library: Library) {
		this.#sandbox = sandbox;
		this.#library = library;
	}

	/** A port with the key of a vendor. @param authentication the header that the key is in */
	port(vendor: string, authentication: (key: string) => Record<string, string>): HttpPort {
		const key = this.#sandbox.vendor(vendor).emulator.keys[0].value;
		return async (request) => await this.#send(request, authentication(key));
	}

	async #send(request: HttpRequest, authentication: Record<string, string>) {
		const { method, url, query, headers, body } = request;
		const wire = await this.#sandbox.handle({
			method,
			url: `${new URL(url).pathname}${search(query)}`,
			headers: { 'content-type': 'application/json', ...headers, ...authentication },
			text: body === undefined ? '' : JSON.stringify(body),
		});
		this.#count();
		return await this.#understand(wire);
	}

	async #understand(wire: WireAnswer) {
		// The client gives up by itself.
		if (wire === 'silence') return await new Promise<never>(() => undefined);
		if (wire === 'reset') {
			throw new this.#library.NetworkFailure('socket hang up', 'unknown', 'ECONNRESET');
		}
		const { status, headers = {}, text } = wire;
		return { status, headers, body: parsed(text, headers['content-type']) };
	}

	#count(): void {
		for (const call of this.#sandbox.log.list()) {
			if (call.number <= this.#seen) continue;
			this.#seen = call.number;
			this.#tally(call);
		}
	}

	#tally({ fault, status, url, answerBody = '' }: LoggedCall): void {
		const { traffic } = this;
		traffic.calls += 1;
		if (fault !== undefined) traffic.faults[fault] = (traffic.faults[fault] ?? 0) + 1;
		else if (status === 429) traffic.beyondLimits += 1;
		if (url.includes('add_contact_ids') && answerBody.includes('exists_in_current_campaign')) {
			traffic.addedTwice += 1;
		}
	}
}
