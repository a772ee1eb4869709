import { answer, Refused } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

function failure(status: number, type: string, message: string): Answer {
	return answer(status, { status, error: { type, message } });
}

export function notFound(): Refused {
	return new Refused(failure(404, 'not_found', 'No records were found matching your request'));
}

export function invalid(message: string): Refused {
	return new Refused(failure(400, 'invalid_request_error', message));
}

export function outOfCredits(): Refused {
	return new Refused(
		failure(402, 'payment_required', 'You have reached your account maximum (all matches used)'),
	);
}

export const pdlAnswers: VendorAnswers = {
	unauthenticated: () =>
		failure(401, 'authentication_error', 'Request contained a missing or invalid key'),
	forbidden: () => failure(403, 'permission_error', 'Your plan does not include this API'),
	noSuchRoute: ({ path }) => failure(404, 'not_found', `There is no ${path}`),
	malformed: () => failure(400, 'invalid_request_error', 'The request body is no JSON'),
	rateLimited: () =>
		failure(429, 'rate_limit_error', 'An error occurred due to requests hitting the API too quick'),
	failed: (_call, status) =>
		failure(status, 'api_error', 'The server encountered an unexpected condition'),
};
