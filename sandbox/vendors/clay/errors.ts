import { answer, Refused } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

function failure(status: number, message: string, headers?: Answer['headers']): Answer {
	return answer(status, { message }, headers);
}

export function refused(status: 400 | 402 | 404, message: string): Refused {
	return new Refused(failure(status, message));
}

export const clayAnswers: VendorAnswers = {
	unauthenticated: () => failure(401, 'Unauthorized'),
	forbidden: () => failure(403, 'Forbidden'),
	noSuchRoute: () => failure(404, 'Not found'),
	malformed: () => failure(400, 'The body is no JSON'),
	rateLimited: (_call, { resetsInMs }) =>
		failure(429, 'Too many requests', { 'retry-after': String(Math.ceil(resetsInMs / 1_000)) }),
	failed: (_call, status) => failure(status, 'Something went wrong'),
};
