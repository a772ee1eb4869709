import { answer, Refused } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

function failure(status: number, id: string, details: string): Answer {
	return answer(status, { errors: [{ id, code: status, details }] });
}

export function refused(status: 400 | 404, id: string, details: string): Refused {
	return new Refused(failure(status, id, details));
}

export function claimed(): Refused {
	return new Refused(
		failure(451, 'claimed_email', 'The owner of this email asked us not to process it.'),
	);
}

/** The plan's credits are used up: 429, where the rate limit is 403. */
export function usedUp(): Refused {
	return new Refused(
		failure(429, 'usage_limit_reached', 'You have reached the usage limit of your plan.'),
	);
}

export const hunterAnswers: VendorAnswers = {
	unauthenticated: () => failure(401, 'authentication_failed', 'No user found for the API key.'),
	forbidden: () => failure(403, 'permission_denied', 'Your plan does not include this endpoint.'),
	noSuchRoute: () => failure(404, 'not_found', 'The requested resource does not exist.'),
	malformed: () => failure(400, 'wrong_params', 'The body is no JSON.'),
	rateLimited: () => failure(403, 'rate_limit_reached', 'You have reached the rate limit.'),
	failed: (_call, status) => failure(status, 'server_error', 'Something went wrong.'),
};
