import type { World } from '../world/world.ts';
import type { Authentication, SandboxKey } from './authentication.ts';
import type { Answer, Call, Method } from './call.ts';
import type { Clock } from './clock.ts';
import type { CredentialsAt } from './credentials.ts';
import type { Credits } from './credits.ts';
import type { Delivery, Happening } from './deliveries.ts';
import type { Counted, Limit, LimitState } from './limits.ts';
import type { OAuthGrants } from './oauth-grants.ts';
import type { Settings } from './settings.ts';

/** What a handler may use besides the call. */
export interface Context<State> {
	/** The vendor's own data, made by `open` from its slice of the world; handlers change it. */
	state: State;
	/** The same for all vendors, never changed. */
	world: World;
	/** Stands for the customer: each vendor makes its own id of an account of it. */
	account: number;
	clock: Clock;
	credits: Credits;
	settings: Settings;
	/** What the vendor's OAuth2 server has handed out, if it has one. */
	grants: OAuthGrants;
	/** The key that the call showed. */
	key: SandboxKey;
}

/** `{ id: string }` of `/contacts/{id}`. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Readonly<Record<Name, string>> & ParamsOf<Rest>
	: unknown;

/** One, several, or those that the path decides on. */
export type Scopes =
	string | readonly string[] | ((params: Readonly<Record<string, string>>) => readonly string[]);

/** One operation of a vendor's API. */
export interface Route<State> extends Counted {
	method: Method;
	/** The vendor's own path with `{names}`; a name stands for one segment or a part of one. */
	path: string;
	handler: (call: Call<never>, context: Context<State>) => Answer | Promise<Answer>;
	/** What the key must be allowed, in the vendor's words: all of it. */
	scope?: Scopes;
	/** Answered without a key. */
	open?: true;
	/** Keys are in its bodies: no log shows them. */
	secret?: true;
}

type RouteOptions = Partial<Pick<Route<unknown>, 'cost' | 'limits' | 'open' | 'scope' | 'secret'>>;

/**
 * Makes routes of one vendor, with the names of the path as typed params:
 * `on('GET', '/contacts/{id}', ({ params }, { state }) => …)`.
 */
export function routesOf<State>() {
	return function on<const Path extends string>(
		method: Method,
		path: Path,
		handler: (call: Call<ParamsOf<Path>>, context: Context<State>) => Answer | Promise<Answer>,
		options: RouteOptions = {},
	): Route<State> {
		return { method, path, handler, ...options };
	};
}

/** How the vendor says what has nothing to do with one operation. */
export interface VendorAnswers {
	unauthenticated(call: Call): Answer;
	forbidden(call: Call, scope: string): Answer;
	noSuchRoute(call: Call): Answer;
	/** The body is no JSON. */
	malformed(call: Call): Answer;
	rateLimited(call: Call, exceeded: LimitState): Answer;
	/** The vendor itself is in trouble. */
	failed(call: Call, status: 500 | 503): Answer;
	/** Somebody else writes the record. Left out if the vendor locks none. */
	locked?(this: void, call: Call): Answer;
}

/** A record in the vendor's own words. */
export type VendorRecord = Readonly<Record<string, unknown>>;

/** One vendor's API on the wire. */
export interface Emulator<State> {
	/** The first segment of its URLs in the sandbox: `hubspot`. */
	id: string;
	name: string;
	authentication: Authentication;
	/** At least one that may do everything, first. */
	keys: readonly [SandboxKey, ...SandboxKey[]];
	/** With which everything may be done. */
	credentials?: CredentialsAt;
	/** Of the OAuth2 types, before a user has signed in. */
	apps?: CredentialsAt;
	limits: readonly Limit[];
	/** The headers that tell how much of the limits is left. */
	limitHeaders?(states: readonly LimitState[]): Readonly<Record<string, string>>;
	/** Headers of every answer, such as the vendor's request id. */
	headersOf?(call: Call): Readonly<Record<string, string>>;
	/** Of answers with a JSON body; `application/json; charset=utf-8` if left out. */
	contentType?: string;
	/** For vendors that charge: what a fresh account has. */
	credits?: { initial: number; unit: string };
	answers: VendorAnswers;
	/** Makes the vendor's data; called at the first call and after a reset. */
	open(world: World): State;
	/** How much data there is, by its plural name, for the sandbox's page. */
	counts(state: State): Readonly<Record<string, number>>;
	/** What it has now of whom an address names, or of the company with a domain, for the sandbox's page. */
	recordsOf?(state: State, addressOrDomain: string): ReadonlyArray<VendorRecord>;
	routes: ReadonlyArray<Route<State>>;
	/** What is sent to webhooks because a call did its work. */
	tellsAfter?(this: void, state: State, call: Call, answer: Answer): Delivery[];
	/**
	 * Lets something happen to a person in a sequence, and says what is sent to webhooks because of it.
	 *
	 * @throws RangeError if the person is in no sequence
	 */
	happen?(this: void, state: State, happening: Happening): Delivery[];
}
