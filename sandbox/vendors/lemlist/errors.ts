import { answer, Refused } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

/** lemlist says what is wrong in plain text. */
export function refused(status: 400 | 404 | 405 | 409, text: string): Refused {
	return new Refused(answer(status, text));
}

export const lemlistAnswers: VendorAnswers = {
	// Not 401: a key that nobody has is "no user found".
	unauthenticated: ({ headers }) =>
		headers.authorization === undefined
			? answer(400, 'No API key provided')
			: answer(404, 'No user found for this API key'),
	forbidden: () => answer(403, 'User linked to this API key is blocked'),
	noSuchRoute: () => answer(404, 'Not found'),
	malformed: () => answer(400, 'Bad request'),
	rateLimited: (_call, { resetsInMs }) =>
		answer(429, 'Too many requests', { 'retry-after': String(Math.ceil(resetsInMs / 1_000)) }),
	failed: (_call, status) => answer(status, 'Something went wrong'),
};
