import { answer, Refused } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

function failure(status: number, code: string, message: string): Answer {
	return answer(status, { code, message });
}

export function refused(status: 400 | 404, code: string, message: string): Refused {
	return new Refused(failure(status, code, message));
}

export const fullenrichAnswers: VendorAnswers = {
	unauthenticated: ({ headers }) =>
		headers.authorization === undefined
			? failure(401, 'error.authorization.not_set', 'Authorization headers not set')
			: failure(401, 'error.api.key', 'Unknown api key'),
	forbidden: () => failure(403, 'error.forbidden', 'Forbidden'),
	noSuchRoute: () => failure(404, 'error.not_found', 'Not found'),
	malformed: () => failure(400, 'error.body', 'The body is no JSON'),
	rateLimited: () => failure(429, 'error.rate.limit', 'Too many requests. Try again in 1m'),
	failed: (_call, status) => failure(status, 'error.internal', 'Internal error'),
};
