import { answer, Refused } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

const failure = (status: number, error: string): Answer => answer(status, { ok: false, error });

export function refused(status: 400 | 404 | 422 | 500, error: string): Refused {
	return new Refused(failure(status, error));
}

export const smartleadAnswers: VendorAnswers = {
	unauthenticated: () => failure(401, 'Invalid API key'),
	forbidden: () => failure(403, 'Your plan has no access to this'),
	noSuchRoute: () => failure(404, 'Not found'),
	malformed: () => failure(400, 'Invalid JSON'),
	rateLimited: (_call, { resetsInMs }) => {
		const seconds = Math.ceil(resetsInMs / 1_000);
		const message = `Too many requests. Please retry after ${seconds} seconds.`;
		const error = { code: 'RATE_LIMIT_EXCEEDED', message, retry_after: seconds };
		return answer(429, { error }, { 'retry-after': String(seconds) });
	},
	failed: (_call, status) => failure(status, 'Internal server error'),
};
