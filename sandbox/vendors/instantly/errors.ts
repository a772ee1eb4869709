import { answer, Refused } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

const NAMES: Readonly<Record<number, string>> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	402: 'Payment Required',
	403: 'Forbidden',
	404: 'Not Found',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	503: 'Service Unavailable',
};

function failure(status: number, message: string): Answer {
	return answer(status, { statusCode: status, error: NAMES[status] ?? 'Error', message });
}

export function refused(status: 400 | 402 | 404, message: string): Refused {
	return new Refused(failure(status, message));
}

export const instantlyAnswers: VendorAnswers = {
	unauthenticated: () => failure(401, 'Invalid API key'),
	forbidden: (_call, scope) => failure(403, `This API key lacks the scope ${scope}`),
	noSuchRoute: ({ method, path }) => failure(404, `Route ${method}:${path} not found`),
	malformed: () => failure(400, 'Body is not valid JSON'),
	// No header tells of the limit.
	rateLimited: (_call, { limit }) =>
		failure(429, `Rate limit exceeded: ${limit.capacity} requests per ${limit.perMs / 1_000} s`),
	failed: (_call, status) => failure(status, 'Something went wrong'),
};
