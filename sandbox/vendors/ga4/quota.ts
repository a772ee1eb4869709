import type { Ga4State } from './state.ts';

export const TOKENS_A_REQUEST = 5;

/** The tokens that a request took, and what is left. */
export function quotaOf(state: Ga4State) {
	state.tokensUsed += TOKENS_A_REQUEST;
	const left = (capacity: number) => ({
		consumed: TOKENS_A_REQUEST,
		remaining: Math.max(0, capacity - state.tokensUsed),
	});
	return {
		tokensPerDay: left(200_000),
		tokensPerHour: left(40_000),
		concurrentRequests: { remaining: 10 },
		serverErrorsPerProjectPerHour: { remaining: 10 },
		potentiallyThresholdedRequestsPerHour: { remaining: 120 },
		tokensPerProjectPerHour: left(14_000),
	};
}
