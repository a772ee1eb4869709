import { accountKeyOf } from './account-key';
import { answerInTime } from './answer-in-time';
import { type BackoffSettings, backoffMs } from '../../base/backoff';
import {
	CIRCUIT_OPEN,
	TOKEN_UNAVAILABLE,
	cancelled,
	circuitOpen,
	inDoubt,
	neverSent,
	noAnswer,
	refusalOfWait,
	unreadableAnswer,
	withoutToken,
} from './client-refusals';
import type { Clock } from '../../base/clock';
import {
	type HttpPort,
	type HttpResponse,
	NetworkFailure,
	SendingRefused,
	TokenUnavailable,
} from './http-port';
import { type Claim, LimitExceeded, type Permit } from './limiter';
import { createRedact } from './redaction';
import { retryAfterMs } from '../../base/retry-after';
import { type AttemptFailure, isDoubtful, mayRepeat } from './retry-decision';
import { type Attempt, type Trace, pathTemplate } from './trace';
import type { VendorClient } from './vendor-client';
import { VendorError } from './vendor-error';
import type { LimitReading, Refusal, VendorProfile } from './vendor-profile';
import type { VendorRequest, VendorResponse } from './vendor-request';
import { VENDOR_BREAKER, type VendorTraffic } from './vendor-traffic';

export interface ClientPorts {
	http: HttpPort;
	clock: Clock;
	/** The process's: shared by all clients. */
	traffic: VendorTraffic;
	trace?: Trace;
}

export interface ClientSettings {
	/** Base URLs by name, without a slash at the end; the first is the default. */
	hosts: Readonly<Record<string, string>>;
	/** Whose limits these are: a digest of the credential, never the credential. */
	principal: string;
	/** Whose account it is where the vendor does not say: a digest of the credential's id and the hosts. */
	credentialKey?: string;
	/**
	 * A digest of what is of one account as long as it lives, such as a refresh token: whose account it is,
	 * is asked once for it in a process. A key is such by itself.
	 */
	connection?: string;
	/** Ids of the account that requests name. */
	account?: Readonly<Record<string, string>>;
	/** Whose days are meant: the workflow's. */
	timeZone?: string;
	/** Values that must not show in an error. */
	secrets: readonly string[];
	/** Of the execution: when it is aborted, waits end and nothing more is sent. */
	signal?: AbortSignal;
	/** Milliseconds for an answer, unless the request says otherwise. */
	timeoutMs?: number;
	/** Requests sent for one `send`, at most. */
	maxAttempts?: number;
	/**
	 * Milliseconds after which no attempt begins. One that has begun gets its whole time. If left out,
	 * long enough to wait for the widest of the vendor's burst windows, or a batch that fills a window
	 * in its first seconds would fail for all that is left of it.
	 */
	deadlineMs?: number;
	backoff?: BackoffSettings;
}

const DEFAULTS = {
	timeoutMs: 30_000,
	maxAttempts: 4,
	deadlineMs: 60_000,
	backoff: { baseMs: 500, capMs: 15_000 },
};

/** How one attempt ended. */
type AttemptResult =
	| { response: VendorResponse }
	| { refusal: Refusal; requestId?: string; httpStatus?: number; failure?: AttemptFailure };

/** Everything that attempts of one `send` share. */
interface Sending {
	request: VendorRequest;
	url: string;
	host: string;
	claim: Claim;
	until: number;
}

/** @see VendorClient */
export function createVendorClient(
	profile: VendorProfile,
	ports: ClientPorts,
	settings: ClientSettings,
): VendorClient {
	const { signal, hosts } = settings;
	const { maxAttempts, timeoutMs, backoff } = { ...DEFAULTS, ...settings };
	const deadlineMs = settings.deadlineMs ?? DEFAULTS.deadlineMs + widestBurst(profile);
	const { clock } = ports;
	const redact = createRedact(settings.secrets);
	const traffic = ports.traffic.of(profile, settings.principal);

	async function attempt(
		{ request, url, claim, until }: Sending,
		seen: Attempt,
	): Promise<AttemptResult> {
		let permit: Permit;
		try {
			permit = await traffic.limiter.acquire(claim, { until, signal });
		} catch (error) {
			if (error instanceof LimitExceeded) seen.failure = `limit:${error.window}`;
			return { refusal: refusalOfWait(profile, error, signal) };
		}
		seen.waitedMs += permit.waitedMs;
		const passage = traffic.breaker.pass(VENDOR_BREAKER);
		if (passage.open) {
			permit.giveBack();
			seen.failure = CIRCUIT_OPEN;
			return { refusal: circuitOpen(profile, passage.retryAfterMs) };
		}
		const from = clock.now();
		let readings: LimitReading[] = [];
		try {
			const answer = await answerInTime(ports.http, clock, {
				method: request.method,
				url,
				query: request.query,
				headers: request.headers,
				body: request.body,
				isRead: request.effect === 'read',
				timeoutMs: request.timeoutMs ?? timeoutMs,
				signal,
			});
			seen.status = answer.status;
			passage.end(answer.status >= 500 ? 'down' : 'up');
			readings = profile.readLimits?.(answer, request) ?? [];
			return understand(profile, request, answer, clock.now());
		} catch (error) {
			if (error instanceof SendingRefused) {
				seen.failure = error.code;
				return { refusal: neverSent(profile, error) };
			}
			if (error instanceof TokenUnavailable) {
				seen.failure = TOKEN_UNAVAILABLE;
				return { refusal: withoutToken(profile, error) };
			}
			if (!(error instanceof NetworkFailure)) throw error;
			seen.failure = error.code;
			passage.end(error.code === 'ABORTED' ? 'unknown' : 'down');
			return {
				refusal: noAnswer(profile, error),
				failure: { kind: 'no_answer', arrival: error.arrival },
			};
		} finally {
			seen.ms = clock.now() - from;
			passage.end('unknown');
			permit.release(readings);
		}
	}

	/** Milliseconds until the next attempt, or undefined if there shall be none. */
	function pauseAfter(sending: Sending, number: number, result: AttemptResult): number | undefined {
		if (signal?.aborted || !('failure' in result) || !result.failure) return undefined;
		const { refusal, failure } = result;
		const ms = backoffMs(backoff, number, clock.random(), refusal.retryAfterMs);
		if (refusal.status === 'rate_limited') traffic.limiter.hold(sending.claim, ms);
		if (number >= maxAttempts || !mayRepeat(sending.request.effect, failure)) return undefined;
		return clock.now() + ms < sending.until ? ms : undefined;
	}

	function toError(
		{ request: { effect } }: Sending,
		{ refusal, requestId, httpStatus, failure }: Exclude<AttemptResult, { response: unknown }>,
		attempts: number,
	): VendorError {
		const dated = withTimeToComeBack(profile, refusal);
		const said = failure && isDoubtful(effect, failure) ? inDoubt(dated) : dated;
		return new VendorError(
			profile.id,
			{ ...said, code: redact(said.code), message: redact(said.message) },
			{
				attempts,
				...(requestId !== undefined && { requestId: redact(requestId) }),
				...(httpStatus !== undefined && { httpStatus }),
			},
		);
	}

	async function send(request: VendorRequest): Promise<VendorResponse> {
		const sending = toSending(profile, request, hosts, clock.now() + deadlineMs);
		for (let number = 1, waitedMs = 0; ; number += 1) {
			const seen: Attempt = { ...describe(profile, sending), number, waitedMs };
			const result = await attempt(sending, seen);
			const pause = pauseAfter(sending, number, result);
			ports.trace?.({ ...seen, repeats: pause !== undefined });
			if ('response' in result) return result.response;
			if (pause === undefined) throw toError(sending, result, number);
			if (!(await slept(clock, pause, signal))) {
				throw toError(sending, { refusal: cancelled(profile) }, number);
			}
			waitedMs = pause;
		}
	}

	const { account, timeZone, credentialKey = settings.principal } = settings;
	// With OAuth2 the credential stays, and may be connected to another account tomorrow.
	const isOfKey = credentialKey !== settings.principal;
	const connection = settings.connection ?? (isOfKey ? settings.principal : undefined);
	let accountKey: Promise<string> | undefined;

	async function askWhose(): Promise<string> {
		const key = await accountKeyOf(profile, { hosts, credentialKey }, send);
		if (connection !== undefined && key !== credentialKey) traffic.account = { connection, key };
		return key;
	}

	return {
		provider: profile.id,
		now: () => clock.now(),
		send,
		async accountKey() {
			const { account: known } = traffic;
			if (known !== undefined && known.connection === connection) return known.key;
			accountKey ??= askWhose();
			try {
				return await accountKey;
			} catch (error) {
				accountKey = undefined; // Whoever asks later may be luckier.
				throw error;
			}
		},
		...(account !== undefined && { account }),
		...(timeZone !== undefined && { timeZone }),
	};
}

function widestBurst({ limits }: VendorProfile): number {
	return Math.max(0, ...limits.map(({ kind, perMs }) => (kind === 'burst' ? perMs : 0)));
}

/** Of a vendor that does not say when its limit has passed: the widest of its windows is over then. */
function withTimeToComeBack(profile: VendorProfile, refusal: Refusal): Refusal {
	const { status, retryAfterMs: said } = refusal;
	if (status !== 'rate_limited' || said !== undefined) return refusal;
	const widest = widestBurst(profile);
	return widest === 0 ? refusal : { ...refusal, retryAfterMs: widest };
}

function toSending(
	{ name, limits }: VendorProfile,
	request: VendorRequest,
	hosts: ClientSettings['hosts'],
	until: number,
): Sending {
	const base = request.host === undefined ? Object.values(hosts)[0] : hosts[request.host];
	if (base === undefined)
		throw new RangeError(`${name} has no host "${request.host ?? 'default'}"`);
	const windows = request.limits ?? [];
	const unknown = windows.find((window) => !limits.some((limit) => limit.name === window));
	if (unknown !== undefined) throw new RangeError(`${name} has no limit "${unknown}"`);
	const url = `${base}${request.path}`;
	const claim = { windows, cost: request.cost ?? {} };
	return { request, url, host: new URL(url).host, claim, until };
}

function describe({ id }: VendorProfile, { request, host }: Sending): Attempt {
	const { method, path } = request;
	const template = pathTemplate(path);
	return {
		provider: id,
		method,
		host,
		path: template,
		number: 1,
		ms: 0,
		waitedMs: 0,
		repeats: false,
	};
}

/** A page of some proxy, or JSON that stops in the middle: the port hands it on as it came. */
const isBrokenJson = (body: unknown) => typeof body === 'string' && /^\s*[<{[]/.test(body);

function understand(
	profile: VendorProfile,
	request: VendorRequest,
	answer: HttpResponse,
	now: number,
): AttemptResult {
	const requestId = profile.requestIdOf?.(answer);
	const named = requestId === undefined ? {} : { requestId };
	const { status: httpStatus } = answer;
	if ((httpStatus >= 200 && httpStatus < 300) || request.accept?.includes(httpStatus)) {
		if (request.answer === 'text' || !isBrokenJson(answer.body)) {
			return { response: { ...answer, ...named, effect: request.effect } };
		}
		const refusal = unreadableAnswer(profile, answer);
		return { refusal, ...named, httpStatus, failure: { kind: 'refused', httpStatus, refusal } };
	}
	const explained = profile.explain(answer);
	const wait = explained.retryAfterMs ?? retryAfterMs((name) => answer.headers[name], now);
	const refusal = wait === undefined ? explained : { ...explained, retryAfterMs: wait };
	return { refusal, ...named, httpStatus, failure: { kind: 'refused', httpStatus, refusal } };
}

/** False if the wait was cancelled. */
async function slept(clock: Clock, ms: number, signal?: AbortSignal): Promise<boolean> {
	try {
		await clock.sleep(ms, signal);
		return true;
	} catch (error) {
		if (signal?.aborted) return false;
		throw error;
	}
}
