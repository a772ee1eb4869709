import { answer, Refused } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

function failure(
	status: number,
	code: string,
	message: string,
	headers?: Answer['headers'],
): Answer {
	const type =
		status === 401 || status === 403
			? 'auth_error'
			: status >= 500
				? 'api_error'
				: 'invalid_request_error';
	return answer(status, { status_code: status, type, code, message }, headers);
}

/** @param code as the specification has it for the operation: `value_not_found`, `filter_error`, … */
export function refused(status: 400 | 409, code: string, message: string): Refused {
	return new Refused(failure(status, code, message));
}

export function notFound(message: string): Refused {
	return new Refused(failure(404, 'not_found', message));
}

export const attioAnswers: VendorAnswers = {
	unauthenticated: () => failure(401, 'unauthorized', 'The access token is missing or not valid.'),
	forbidden: (_call, scope) =>
		failure(
			403,
			'unauthorized',
			`This token lacks the scope ${scope}, which the endpoint requires.`,
		),
	noSuchRoute: ({ method, path }) => failure(404, 'not_found', `Could not find ${method} ${path}.`),
	malformed: () => failure(400, 'validation_type', 'Body payload is not valid JSON.'),
	// The date is one of HTTP: in whole seconds, so it is never before the window is fresh.
	rateLimited: (call, { resetsInMs }) =>
		failure(429, 'rate_limit_exceeded', 'Rate limit exceeded, please try again later.', {
			'retry-after': new Date(Math.ceil((call.at + resetsInMs) / 1_000) * 1_000).toUTCString(),
		}),
	failed: (_call, status) =>
		failure(
			status,
			status === 503 ? 'service_unavailable' : 'internal_error',
			'Something went wrong.',
		),
};
