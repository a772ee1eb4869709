import type { Admission, CallToAdmit, Doorkeeper, Refusal } from './admission';
import { type ConcurrencyCap, createConcurrencyCap } from './concurrency';
import {
	concurrencyClaims,
	concurrencyRefusal,
	fingerprintOf,
	rateClaims,
	rateRefusal,
	serverKey,
} from './limit-claims';
import type { PolicySettings } from './policy-settings';
import { repetitionMessage } from './repetition';
import type { RedisLink, RedisScript } from '../base/redis/redis-link';
import { fullBucket, paceOf } from '../base/token-bucket';

export interface SharedDoorkeeperPorts {
	link: Pick<RedisLink, 'key' | 'run'>;
	createId(this: void): string;
	/** Repeats a task until the returned function is called. */
	repeat(this: void, milliseconds: number, task: () => void): () => void;
	report(this: void, message: string): void;
}

/** A call whose process has ended gives its place back after this. */
const LEASE_MS = 30_000;

/**
 * Looks at all limits of a call and counts it, or counts nothing of it: concurrency, rate, repetition,
 * in this order, by the clock of Redis. A call that is refused as repeated has spent its token.
 *
 * KEYS: those of concurrency, those of rates, that of the repetition if there is a limit.
 * Gives what refuses the call, which claim of its kind, and the milliseconds until it may come back.
 */
const ADMIT: RedisScript = {
	source: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ask = cjson.decode(ARGV[1])
local places, rates = ask.places, ask.rates
for i, limit in ipairs(places) do
	redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now)
	if redis.call('ZCARD', KEYS[i]) >= limit then return {'concurrency', i, 0} end
end
local tokens, which, longest = {}, 0, 0
for i, rate in ipairs(rates) do
	local bucket = redis.call('HMGET', KEYS[#places + i], 'tokens', 'at')
	local held = tonumber(bucket[1]) or rate.full
	local since = math.max(0, now - (tonumber(bucket[2]) or now))
	tokens[i] = math.min(rate.full, held + since * rate.perMinute / 60000)
	local wait = tokens[i] >= 1 and 0 or math.ceil((1 - tokens[i]) * 60000 / rate.perMinute)
	if wait > longest then which, longest = i, wait end
end
for i, rate in ipairs(rates) do
	local key = KEYS[#places + i]
	redis.call('HSET', key, 'tokens', tokens[i] - (longest == 0 and 1 or 0), 'at', now)
	redis.call('PEXPIRE', key, math.ceil(rate.full * 60000 / rate.perMinute) + 1000)
end
if longest > 0 then return {'rate', which, longest} end
if ask.times then
	local key = KEYS[#KEYS]
	redis.call('ZREMRANGEBYSCORE', key, '-inf', now - ask.windowMs)
	if redis.call('ZCARD', key) >= ask.times then
		local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
		return {'repetition', 0, math.max(1, first[2] + ask.windowMs - now)}
	end
	redis.call('ZADD', key, now, ask.call)
	redis.call('PEXPIRE', key, ask.windowMs)
end
for i in ipairs(places) do
	redis.call('ZADD', KEYS[i], now + ask.leaseMs, ask.call)
	redis.call('PEXPIRE', KEYS[i], ask.leaseMs)
end
return {'admitted', 0, 0}
`,
};

/** A call that is still under way keeps its places. */
const STAY: RedisScript = {
	source: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, key in ipairs(KEYS) do
	redis.call('ZADD', key, 'XX', now + ARGV[2], ARGV[1])
	redis.call('PEXPIRE', key, ARGV[2])
end
`,
};

const LEAVE: RedisScript = {
	source: `for _, key in ipairs(KEYS) do redis.call('ZREM', key, ARGV[1]) end`,
};

const UNKNOWN: Refusal = {
	reason: 'unknown',
	message:
		'The limits of this server cannot be checked, because its Redis cannot be reached. Nothing ran. Try again in 5 seconds.',
	retryAfterMs: 5_000,
};

/**
 * Holds the limits of all servers in Redis: a limit is that of the whole n8n, whichever of its processes
 * a call comes to. A server without limits never asks it.
 */
export function createSharedDoorkeeper(ports: SharedDoorkeeperPorts): Doorkeeper {
	const { link, createId, repeat, report } = ports;
	const here: ConcurrencyCap = createConcurrencyCap();
	/** The keys that the calls under way in this process hold a place of. */
	const held = new Map<string, string[]>();
	let stopStaying: (() => void) | undefined;

	function stay(): void {
		for (const [call, keys] of held) {
			link.run(STAY, keys, [call, LEASE_MS]).catch((error: unknown) => report(String(error)));
		}
	}

	function keep(call: string, keys: string[]): () => void {
		if (keys.length === 0) return () => {};
		held.set(call, keys);
		stopStaying ??= repeat(LEASE_MS / 3, stay);
		return () => {
			if (!held.delete(call)) return;
			if (held.size === 0) {
				stopStaying?.();
				stopStaying = undefined;
			}
			// What cannot be given back now goes by itself, when the lease is over.
			link.run(LEAVE, keys, [call]).catch((error: unknown) => report(String(error)));
		};
	}

	return {
		underWay: (server) => here.count(serverKey(server)),
		async admit(call, settings): Promise<Admission> {
			const id = createId();
			const claims = concurrencyClaims(call, settings);
			const places = claims.filter(({ limit }) => Number.isFinite(limit));
			const rates = rateClaims(call, settings);
			const { repetition } = settings;
			const placeKeys = places.map(({ key }) => link.key(`places:${key}`));
			let release = () => {};
			if (places.length + rates.length > 0 || repetition) {
				const keys = [
					...placeKeys,
					...rates.map(({ key }) => link.key(`rate:${key}`)),
					...(repetition ? [link.key(`repeated:${fingerprintOf(call)}`)] : []),
				];
				const ask = {
					call: id,
					leaseMs: LEASE_MS,
					places: places.map(({ limit }) => limit),
					rates: rates.map(({ rate }) => ({ perMinute: paceOf(rate), full: fullBucket(rate) })),
					...repetition,
				};
				let answer: unknown;
				try {
					answer = await link.run(ADMIT, keys, [JSON.stringify(ask)]);
				} catch (error) {
					report(`Limits could not be checked: ${String(error)}`);
					return { admitted: false, refusal: UNKNOWN };
				}
				const [why, which, retryAfterMs] = answer as [string, number, number];
				if (why !== 'admitted') {
					const position = which - 1;
					const refusal = refusalOf(why, call, settings, retryAfterMs, {
						place: places[position]?.key ?? '',
						rate: rates[position]?.key ?? '',
					});
					return { admitted: false, refusal };
				}
				release = keep(id, placeKeys);
			}
			const entry = here.enter(claims.map(({ key }) => ({ key, limit: Infinity })));
			return {
				admitted: true,
				leave() {
					if (entry.entered) entry.leave();
					release();
				},
			};
		},
	};
}

function refusalOf(
	why: string,
	call: CallToAdmit,
	{ repetition }: PolicySettings,
	retryAfterMs: number,
	keys: { place: string; rate: string },
): Refusal {
	if (why === 'rate') return rateRefusal({ key: keys.rate, retryAfterMs });
	if (why === 'concurrency' || !repetition) return concurrencyRefusal(call, keys.place);
	const message = repetitionMessage(call.name, repetition);
	return { reason: 'repetition', message, retryAfterMs };
}
