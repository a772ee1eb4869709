import { answer } from './call.ts';
import type { Answer, Call } from './call.ts';
import type { Emulator } from './emulator.ts';
import type { Fault } from './faults.ts';
import type { Limit } from './limits.ts';

/** No answer at all: the caller waits, or the connection breaks. */
export type Broken = 'reset' | 'silence';

type Limited = Pick<Emulator<unknown>, 'answers' | 'id' | 'limits'>;

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

function rateLimited(emulator: Limited, kind: Limit['kind'], call: Call): Answer {
	const limit = limitOf(emulator, kind);
	const resetsInMs = limit.window === 'fixed' ? limit.perMs - (call.at % limit.perMs) : limit.perMs;
	return emulator.answers.rateLimited(call, { limit, remaining: 0, resetsInMs });
}

/** What a call gets that meets the fault. */
export function brokenAnswer({ kind }: Fault, emulator: Limited, call: Call): Answer | Broken {
	switch (kind) {
		case 'rate_limit_burst':
			return rateLimited(emulator, 'burst', call);
		case 'rate_limit_quota':
			return rateLimited(emulator, 'quota', call);
		case 'server_error':
			return emulator.answers.failed(call, 500);
		case 'unavailable':
			return emulator.answers.failed(call, 503);
		case 'garbage':
			return answer(200, PROXY_PAGE, { 'content-type': 'text/html' });
		case 'truncated':
			return answer(200, '{"results":[{"id":"1","prop', { 'content-type': 'application/json' });
		case 'reset':
			return 'reset';
		case 'timeout':
			return 'silence';
	}
}
