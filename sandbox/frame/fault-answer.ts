import { answer } from './call.ts';
import type { Answer, AnyCall, Call } from './call.ts';
import type { Emulator } from './emulator.ts';
import type { Fault } from './faults.ts';
import type { Limit, LimitState } from './limits.ts';

/** No answer at all: the caller waits, or the connection breaks. */
export type Broken = 'reset' | 'silence';

type Limited = Pick<Emulator<unknown>, 'answers' | 'id' | 'limits'>;

const FIREWALL_PAGE =
	'<!DOCTYPE html><html><head><title>Access denied</title></head><body><h1>Error 1015</h1><p>You are being rate limited</p></body></html>';
const PROXY_PAGE = '<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>';

/**
 * The limit that a rate limit fault pretends to have met.
 *
 * @throws RangeError if the vendor has none of that kind
 */
export function limitOf({ id, limits }: Pick<Limited, 'id' | 'limits'>, kind: Limit['kind']) {
	const limit = limits.find((each) => each.kind === kind);
	if (limit === undefined) throw new RangeError(`${id} has no limit of the kind ${kind}`);
	return limit;
}

/**
 * How a vendor answers while somebody else writes the record.
 *
 * @throws RangeError if the vendor locks no records
 */
export function lockedAnswerOf({ id, answers }: Pick<Limited, 'answers' | 'id'>) {
	if (answers.locked !== undefined) return answers.locked;
	throw new RangeError(`${id} locks no records`);
}

/** The limit as it stands when a rate limit fault pretends that it is over; else undefined. */
export function pretendedLimit(
	{ kind }: Fault,
	emulator: Limited,
	call: AnyCall,
): LimitState | undefined {
	if (kind !== 'rate_limit_burst' && kind !== 'rate_limit_quota') return undefined;
	const limit = limitOf(emulator, kind === 'rate_limit_burst' ? 'burst' : 'quota');
	const resetsInMs = limit.window === 'fixed' ? limit.perMs - (call.at % limit.perMs) : limit.perMs;
	return { limit, remaining: 0, resetsInMs };
}

/** What a call gets that meets the fault. */
export function brokenAnswer(fault: Fault, emulator: Limited, call: Call): Answer | Broken {
	const exceeded = pretendedLimit(fault, emulator, call);
	if (exceeded !== undefined) return emulator.answers.rateLimited(call, exceeded);
	switch (fault.kind) {
		case 'server_error':
			return emulator.answers.failed(call, 500);
		case 'unavailable':
			return emulator.answers.failed(call, 503);
		case 'locked':
			return lockedAnswerOf(emulator)(call);
		case 'blocked':
			return answer(403, FIREWALL_PAGE, { 'content-type': 'text/html' });
		case 'garbage':
			return answer(200, PROXY_PAGE, { 'content-type': 'text/html' });
		case 'truncated':
			return answer(200, '{"results":[{"id":"1","prop', { 'content-type': 'application/json' });
		case 'reset':
			return 'reset';
		default:
			return 'silence';
	}
}
