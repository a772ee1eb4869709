import type { CallToAdmit, Refusal } from './admission';
import type { ConcurrencyClaim } from './concurrency';
import type { PolicySettings } from './policy-settings';
import type { RateClaim } from './rate-limit';
import { digestOf } from '../base/digest';

/** What a call counts towards, and what its caller reads where that is full. */

export function fingerprintOf(call: CallToAdmit): string {
	const { server, principal, kind, name, arguments: args = null } = call;
	return digestOf([server, principal, kind, name, args]);
}

export const serverKey = (server: string) => JSON.stringify(['server', server]);
const principalKey = ({ server, principal }: CallToAdmit) =>
	JSON.stringify(['principal', server, principal]);
const offerKey = ({ server, kind, name }: CallToAdmit) =>
	JSON.stringify(['offer', server, kind, name]);

export function rateClaims(call: CallToAdmit, settings: PolicySettings): RateClaim[] {
	const own = call.limits?.perMinute;
	const principalRate =
		own === undefined ? settings.principalRate : { perMinute: own, burst: call.limits?.burst };
	const { offerRate } = settings;
	return [
		...(principalRate ? [{ key: principalKey(call), rate: principalRate }] : []),
		...(offerRate ? [{ key: offerKey(call), rate: offerRate }] : []),
	];
}

/** The server is always counted, so that its owner can be told how many calls are under way. */
export function concurrencyClaims(call: CallToAdmit, settings: PolicySettings): ConcurrencyClaim[] {
	const own = call.limits?.concurrent;
	return [
		...(own === undefined ? [] : [{ key: principalKey(call), limit: own }]),
		{ key: serverKey(call.server), limit: settings.concurrentCalls ?? Infinity },
	];
}

export function rateRefusal({ key, retryAfterMs }: { key: string; retryAfterMs: number }): Refusal {
	const [scope, , , name] = JSON.parse(key) as string[];
	const whose = scope === 'offer' ? `${name} is` : 'You are';
	const seconds = Math.ceil(retryAfterMs / 1000);
	const message = `${whose} over the rate limit. Nothing ran. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
	return { reason: 'rate', message, retryAfterMs };
}

export function concurrencyRefusal(call: CallToAdmit, key: string): Refusal {
	const whose = key === principalKey(call) ? 'of yours' : 'of this server';
	return {
		reason: 'concurrency',
		message: `Too many calls ${whose} are running. Nothing ran. Try again when one has ended.`,
	};
}
