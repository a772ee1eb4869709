import { Random } from '../../scripts/fuzz/random.ts';
import type { Method } from './call.ts';

export const FAULT_KINDS = [
	/** 429 of the vendor's first burst limit. */
	'rate_limit_burst',
	/** 429 of the vendor's quota. */
	'rate_limit_quota',
	/** The vendor's 500. */
	'server_error',
	/** The vendor's 503. */
	'unavailable',
	/** The vendor's answer while somebody else writes the record, of vendors that lock records. */
	'locked',
	/** 403 with the web page of a firewall, which keeps out who sends too much. */
	'blocked',
	/** No answer until the caller goes away. */
	'timeout',
	/** The connection breaks. */
	'reset',
	/** 200 with a web page of some proxy. */
	'garbage',
	/** 200 with JSON that stops in the middle. */
	'truncated',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** A failure that calls shall meet. */
export interface Fault {
	/** The emulator's id. */
	vendor: string;
	kind: FaultKind;
	/** Only calls of this route, as `POST /crm/objects/2026-09/{type}/search`; all if left out. */
	route?: string;
	/**
	 * `before`: the call does nothing. `after`: it does its work, and only the answer fails, so that the
	 * caller cannot know. `before` if left out.
	 */
	when?: 'after' | 'before';
	/** How many calls it meets before it is over; without end if left out. */
	times?: number;
	/** Share of the calls that it meets, from 0 to 1; all if left out. */
	probability?: number;
	/** Of the random choice, so that a run can be had again. */
	seed?: number;
}

interface ArmedFault {
	id: number;
	fault: Fault;
	left: number;
	random: Random;
}

/** The faults that are set, oldest first. */
export class FaultSet {
	#armed: ArmedFault[] = [];
	#lastId = 0;

	/** Returns its id. */
	add(fault: Fault): number {
		this.#lastId += 1;
		const { times = Number.POSITIVE_INFINITY, seed = 1 } = fault;
		this.#armed.push({ id: this.#lastId, fault, left: times, random: new Random(seed) });
		return this.#lastId;
	}

	list(): Array<Fault & { id: number; left: number | 'unbounded' }> {
		return this.#armed.map(({ id, fault, left }) => ({
			...fault,
			id,
			left: Number.isFinite(left) ? left : 'unbounded',
		}));
	}

	clear(): void {
		this.#armed = [];
	}

	/** The fault that this call meets, if any; one of its times is used up. */
	next(call: { vendor: string; method: Method; path: string }): Fault | undefined {
		const met = this.#armed.find(
			({ fault, random }) =>
				fault.vendor === call.vendor &&
				(fault.route ?? `${call.method} ${call.path}`) === `${call.method} ${call.path}` &&
				random.chance(fault.probability ?? 1),
		);
		if (met === undefined) return undefined;
		met.left -= 1;
		this.#armed = this.#armed.filter(({ left }) => left > 0);
		return met.fault;
	}
}
