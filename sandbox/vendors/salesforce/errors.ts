import { Refused, answer } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

/** One error; requests call the code `errorCode`, results of a collection `statusCode`. */
export interface Problem {
	code: string;
	message: string;
	fields?: readonly string[];
	duplicateResult?: object;
}

/** Errors of a request are always a list. */
function failure(status: number, { code, message, fields, duplicateResult }: Problem): Answer {
	return answer(status, [
		{
			...(duplicateResult && { duplicateResult }),
			message,
			errorCode: code,
			...(fields && { fields }),
		},
	]);
}

export const refused = (status: number, problem: Problem): Refused =>
	new Refused(failure(status, problem));

export const notFound = (): Refused =>
	refused(404, { code: 'NOT_FOUND', message: 'The requested resource does not exist' });

export const salesforceAnswers: VendorAnswers = {
	unauthenticated: () =>
		failure(401, { code: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }),
	forbidden: () =>
		failure(403, {
			code: 'API_DISABLED_FOR_ORG',
			message: 'The REST API is not enabled for this Organization.',
		}),
	noSuchRoute: () =>
		failure(404, { code: 'NOT_FOUND', message: 'The requested resource does not exist' }),
	malformed: () =>
		failure(400, { code: 'JSON_PARSER_ERROR', message: 'Unexpected character in the body' }),
	rateLimited: (_call, { limit }) =>
		failure(403, {
			code: 'REQUEST_LIMIT_EXCEEDED',
			message:
				limit.kind === 'quota'
					? 'TotalRequests Limit exceeded.'
					: 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
		}),
	locked: () =>
		failure(400, {
			code: 'UNABLE_TO_LOCK_ROW',
			message: 'unable to obtain exclusive access to this record or 1 records',
		}),
	failed: (_call, status) =>
		status === 503
			? failure(503, { code: 'SERVER_UNAVAILABLE', message: 'Server is temporarily unavailable' })
			: failure(500, {
					code: 'UNKNOWN_EXCEPTION',
					message: 'An unexpected error occurred. Please include this ErrorId: 1-1 (1).',
				}),
};
