import type { SharedTraffic } from './shared-traffic';
import type { RedisLink, RedisScript } from '../../base/redis/redis-link';

export interface RedisTrafficPorts {
	link: Pick<RedisLink, 'key' | 'run' | 'command' | 'hear'>;
	/** The name of this process among the others. */
	self: string;
	report(this: void, message: string): void;
}

/**
 * Counts in slots, twenty to a window, by the clock of Redis: at most five percent too careful.
 *
 * KEYS: the count of each window, then the hold of each. ARGV: the claims as JSON.
 * Gives the position of the window that is full, and the milliseconds until it is not.
 */
const TAKE: RedisScript = {
	source: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local claims = cjson.decode(ARGV[1])
local which, longest = 0, 0
for i, claim in ipairs(claims) do
	local slotMs = claim.perMs / 20
	local held = redis.call('PTTL', KEYS[#claims + i])
	local wait = math.max(0, held)
	local fields = redis.call('HGETALL', KEYS[i])
	local capacity, used, slots = claim.capacity, 0, {}
	for at = 1, #fields, 2 do
		if fields[at] == 'capacity' then capacity = tonumber(fields[at + 1])
		else
			local from = tonumber(fields[at])
			if from + slotMs + claim.perMs <= now then redis.call('HDEL', KEYS[i], fields[at])
			else
				used = used + fields[at + 1]
				slots[#slots + 1] = {from, tonumber(fields[at + 1])}
			end
		end
	end
	local excess = used + math.min(claim.cost, capacity) - capacity
	if excess > 0 then
		table.sort(slots, function(a, b) return a[1] < b[1] end)
		for _, slot in ipairs(slots) do
			excess = excess - slot[2]
			if excess <= 0 then
				wait = math.max(wait, slot[1] + slotMs + claim.perMs - now)
				break
			end
		end
	end
	if wait > longest then which, longest = i, wait end
end
if longest > 0 then return {which, math.ceil(longest)} end
for i, claim in ipairs(claims) do
	local slotMs = claim.perMs / 20
	redis.call('HINCRBYFLOAT', KEYS[i], math.floor(now / slotMs) * slotMs, claim.cost)
	redis.call('PEXPIRE', KEYS[i], math.ceil(claim.perMs + slotMs) + 60000)
end
return {0, 0}
`,
};

/** Milliseconds that a refused request waits at least: the count may be a little behind. */
const LEAST_WAIT_MS = 5;

/**
 * The limits of vendors in Redis. While it cannot be reached each process keeps to its own count, and
 * the vendor's own answers say what is left.
 */
export function createRedisTraffic({ link, self, report }: RedisTrafficPorts): SharedTraffic {
	const windowKey = (key: string, window: string) => link.key(`vendor:${key}:${window}`);
	const holdKey = (key: string, window: string) => link.key(`vendor-hold:${key}:${window}`);
	const channel = link.key('circuits');
	const failed = (error: unknown) => report(`Vendors' limits are not shared: ${String(error)}`);
	return {
		async take(key, claims) {
			const keys = [
				...claims.map(({ name }) => windowKey(key, name)),
				...claims.map(({ name }) => holdKey(key, name)),
			];
			try {
				const taken = await link.run(TAKE, keys, [JSON.stringify(claims)]);
				const [which, waitMs] = taken as [number, number];
				const window = claims[which - 1]?.name;
				if (window === undefined) return undefined;
				return { window, waitMs: Math.max(LEAST_WAIT_MS, waitMs) };
			} catch (error) {
				failed(error);
				return undefined;
			}
		},
		correct(key, readings) {
			for (const { window, capacity } of readings) {
				if (capacity === undefined || !(capacity >= 1)) continue;
				const place = windowKey(key, window);
				link.command('HSET', place, 'capacity', capacity).catch(failed);
			}
		},
		hold(key, windows, ms) {
			for (const window of windows) {
				link.command('SET', holdKey(key, window), 1, 'PX', Math.ceil(ms)).catch(failed);
			}
		},
		turned(key, to) {
			link.command('PUBLISH', channel, JSON.stringify({ key, to, self })).catch(failed);
		},
		onTurn(listener) {
			link.hear([channel], (text) => {
				const told = JSON.parse(text) as { key: string; to: 'open' | 'closed'; self: string };
				if (told.self !== self) listener(told.key, told.to);
			});
		},
	};
}
