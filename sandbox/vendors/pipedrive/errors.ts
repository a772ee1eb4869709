import { answer, Refused } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

function failure(status: number, code: string, error: string, headers?: Answer['headers']): Answer {
	const info = 'Please check developers.pipedrive.com for more information.';
	return answer(status, { success: false, error, error_info: info, code }, headers);
}

export function invalid(error: string): Refused {
	return new Refused(failure(400, 'ERR_SCHEMA_VALIDATION_FAILED', error));
}

export function notFound(what: string): Refused {
	return new Refused(failure(404, 'ERR_NOT_FOUND', `${what} not found`));
}

export const pipedriveAnswers: VendorAnswers = {
	unauthenticated: () => failure(401, 'ERR_UNAUTHORIZED', 'unauthorized access'),
	forbidden: (_call, scope) =>
		failure(403, 'ERR_SCOPE', `Scope and URL mismatch: this needs the scope ${scope}`),
	noSuchRoute: () => failure(404, 'ERR_NOT_FOUND', 'Unknown method.'),
	malformed: () => failure(400, 'ERR_MALFORMED', 'The request body is no JSON'),
	rateLimited: (_call, { limit, remaining, resetsInMs }) =>
		failure(
			429,
			'ERR_RATE_LIMIT',
			'request over limit',
			limit.kind === 'quota'
				? { 'x-daily-ratelimit-token-remaining': String(remaining) }
				: { 'x-ratelimit-reset': String(Math.ceil(resetsInMs / 1_000)) },
		),
	failed: (_call, status) => failure(status, 'ERR_INTERNAL', 'Something went wrong'),
};
