import type { World } from '../world/world.ts';
import { mayUse } from './authentication.ts';
import type { SandboxKey } from './authentication.ts';
import { Refused } from './call.ts';
import type { Answer, Call, Method } from './call.ts';
import type { Clock } from './clock.ts';
import type { CredentialsAt } from './credentials.ts';
import { Credits } from './credits.ts';
import type { Deliveries, Happening } from './deliveries.ts';
import type { Emulator, Route, VendorRecord } from './emulator.ts';
import type { Fault, FaultSet } from './faults.ts';
import { brokenAnswer, pretendedLimit } from './fault-answer.ts';
import type { Broken } from './fault-answer.ts';
import { LimitBook } from './limits.ts';
import type { LimitState } from './limits.ts';
import { OAuthGrants } from './oauth-grants.ts';
import { Router } from './router.ts';
import type { Settings } from './settings.ts';

/** A call before it is routed; `body` is undefined if the text is no JSON although it says so. */
export type Incoming = Omit<Call, 'params'> & { bodyIs: 'malformed' | 'read' };

export interface Handled {
	answer: Answer | Broken;
	/** `POST /contacts/{id}`; absent if nothing was routed. */
	route?: string;
	fault?: Fault;
	/** The bodies hold keys. */
	secret?: true;
}

/** What all vendors of a sandbox share. */
export interface Surroundings {
	world: World;
	/** Stands for the customer at every vendor. */
	account: number;
	clock: Clock;
	settings: Settings;
	faults: FaultSet;
	deliveries: Deliveries;
}

/** A vendor of one sandbox, with its own data, limits and credits. */
export interface RunningVendor {
	readonly emulator: Omit<
		Emulator<unknown>,
		'counts' | 'happen' | 'open' | 'recordsOf' | 'routes' | 'tellsAfter'
	>;
	readonly routes: readonly string[];
	readonly credits: Credits;
	/** Of its OAuth2 server; a fresh one after a reset. */
	readonly grants: OAuthGrants;
	handle(incoming: Incoming): Promise<Handled>;
	counts(): Readonly<Record<string, number>>;
	/** What it has now of whom an address names, or of the company with a domain; undefined if it keeps no such records. */
	recordsOf(addressOrDomain: string): readonly VendorRecord[] | undefined;
	/**
	 * Lets something happen to a person that no call does.
	 *
	 * @throws RangeError if the vendor has no sequences, or the person is in none
	 */
	happen(happening: Happening): void;
	/** Forgets every change, every count of a limit and every credit taken. */
	reset(): void;
}

/** A vendor that a sandbox can run, whatever its state looks like. */
export interface VendorModule {
	readonly id: string;
	readonly credentials?: CredentialsAt;
	readonly apps?: CredentialsAt;
	start(surroundings: Surroundings): RunningVendor;
}

const NO_KEY: SandboxKey = { value: '', scopes: [] };

function scopesOf<State>({ scope = [], open }: Route<State>, { params }: Call): readonly string[] {
	if (open === true) return [];
	if (typeof scope === 'function') return scope(params);
	return typeof scope === 'string' ? [scope] : scope;
}

const nameOf = ({ method, path }: { method: Method; path: string }) => `${method} ${path}`;

class Running<State> implements RunningVendor {
	readonly emulator: Emulator<State>;
	readonly routes: readonly string[];
	readonly credits: Credits;
	readonly #surroundings: Surroundings;
	readonly #router: Router<Route<State>>;
	#limits: LimitBook;
	#grants = new OAuthGrants();
	#state: State | undefined;

	constructor(emulator: Emulator<State>, surroundings: Surroundings) {
		this.emulator = emulator;
		this.routes = emulator.routes.map(nameOf);
		this.credits = new Credits(emulator.credits?.initial ?? 0);
		this.#surroundings = surroundings;
		this.#router = new Router(emulator.routes);
		this.#limits = new LimitBook(emulator.limits);
	}

	get grants(): OAuthGrants {
		return this.#grants;
	}

	reset(): void {
		this.#state = undefined;
		this.#grants = new OAuthGrants();
		this.#limits = new LimitBook(this.emulator.limits);
		this.credits.set(this.emulator.credits?.initial ?? 0);
	}

	counts(): Readonly<Record<string, number>> {
		return this.emulator.counts(this.#data());
	}

	recordsOf(addressOrDomain: string): readonly VendorRecord[] | undefined {
		return this.emulator.recordsOf?.(this.#data(), addressOrDomain);
	}

	happen(happening: Happening): void {
		const { happen, id, name } = this.emulator;
		if (happen === undefined) throw new RangeError(`nothing happens to people in ${name}`);
		this.#surroundings.deliveries.send(id, happen(this.#data(), happening));
	}

	async handle(incoming: Incoming): Promise<Handled> {
		const match = this.#router.match(incoming.method, incoming.path);
		const call: Call = { ...incoming, params: match?.params ?? {} };
		if (match === undefined) {
			return { answer: this.#dress(call, this.emulator.answers.noSuchRoute(call), []) };
		}
		const { target: route } = match;
		const { id: vendor } = this.emulator;
		const fault = this.#surroundings.faults.next({ ...route, vendor });
		const answer = await this.#answerOrFail(call, incoming, route, fault);
		const { secret } = route;
		return { answer, route: nameOf(route), ...(fault && { fault }), ...(secret && { secret }) };
	}

	async #answerOrFail(
		call: Call,
		incoming: Incoming,
		route: Route<State>,
		fault: Fault | undefined,
	): Promise<Answer | Broken> {
		if (fault === undefined) return await this.#answer(call, incoming, route);
		if (fault.when === 'after') await this.#answer(call, incoming, route);
		const broken = brokenAnswer(fault, this.emulator, call);
		if (typeof broken === 'string') return broken;
		const exceeded = pretendedLimit(fault, this.emulator, call);
		return this.#dress(call, broken, exceeded === undefined ? [] : [exceeded]);
	}

	async #answer(call: Call, incoming: Incoming, route: Route<State>): Promise<Answer> {
		const { answers } = this.emulator;
		const key = this.#keyOf(call);
		if (route.open !== true && key === undefined) {
			return this.#dress(call, answers.unauthenticated(call), []);
		}
		const { limits } = this.#surroundings.settings;
		const scale = limits === 'off' ? Number.POSITIVE_INFINITY : limits;
		const admission = this.#limits.admit(call.at, route, scale);
		if (!admission.admitted) {
			const { exceeded } = admission;
			return this.#dress(call, answers.rateLimited(call, exceeded), [exceeded]);
		}
		const answer = await this.#work(call, incoming, route, key ?? NO_KEY);
		return this.#dress(call, answer, limits === 'off' ? [] : admission.states);
	}

	async #work(
		call: Call,
		{ bodyIs }: Incoming,
		route: Route<State>,
		key: SandboxKey,
	): Promise<Answer> {
		const { answers } = this.emulator;
		const missing = scopesOf(route, call).find((scope) => !mayUse(key, scope));
		if (missing !== undefined) return answers.forbidden(call, missing);
		if (bodyIs === 'malformed') return answers.malformed(call);
		const { world, account, clock, settings } = this.#surroundings;
		const { credits, grants } = this;
		const context = { state: this.#data(), world, account, clock, settings, credits, grants, key };
		try {
			// The router has filled in exactly the params that the path of the route names.
			const answer = await route.handler(call as Call<never>, context);
			const told = this.emulator.tellsAfter?.(this.#data(), call, answer) ?? [];
			this.#surroundings.deliveries.send(this.emulator.id, told);
			return answer;
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			return error.answer;
		}
	}

	#keyOf(call: Call): SandboxKey | undefined {
		const { authentication, keys } = this.emulator;
		const shown = authentication.keyOf(call);
		return keys.find(({ value }) => value === shown) ?? this.#grants.keyOf(shown, call.at);
	}

	#data(): State {
		this.#state ??= this.emulator.open(this.#surroundings.world);
		return this.#state;
	}

	#dress(call: Call, answer: Answer, states: readonly LimitState[]): Answer {
		const { emulator } = this;
		const headers = {
			...emulator.headersOf?.(call),
			...emulator.limitHeaders?.(states),
			...answer.headers,
		};
		return { ...answer, headers };
	}
}

/** Closes over the type of the emulator's state, so that a sandbox can hold many of them. */
export function vendorModule<State>(emulator: Emulator<State>): VendorModule {
	const { id, credentials, apps } = emulator;
	return {
		id,
		...(credentials && { credentials }),
		...(apps && { apps }),
		start: (surroundings) => new Running(emulator, surroundings),
	};
}
