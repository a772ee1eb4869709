import { createHash } from 'node:crypto';

import { answer, Refused } from '../../frame/call.ts';
import type { Answer, AnyCall } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

type Details = Readonly<Record<string, unknown>>;

/** A UUID that belongs to the call, as the support of HubSpot would ask for. */
export function correlationId({ id }: Pick<AnyCall, 'id'>): string {
	const hex = createHash('sha256').update(id).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20, 32),
	].join('-');
}

function failure(call: AnyCall, status: number, message: string, details: Details): Answer {
	return answer(status, {
		status: 'error',
		message,
		correlationId: correlationId(call),
		...details,
	});
}

export function notFound(call: AnyCall, message = 'resource not found'): Refused {
	return new Refused(failure(call, 404, message, { category: 'OBJECT_NOT_FOUND' }));
}

export function invalid(call: AnyCall, message: string, details: Details = {}): Refused {
	return new Refused(failure(call, 400, message, { category: 'VALIDATION_ERROR', ...details }));
}

export function conflict(call: AnyCall, message: string): Refused {
	return new Refused(failure(call, 409, message, { category: 'CONFLICT' }));
}

/** What HubSpot says of values that a property does not take; all of them at once. */
export interface ValueProblem {
	name: string;
	/** `PROPERTY_DOESNT_EXIST`, `INVALID_OPTION`, … */
	error: string;
	message: string;
}

export function invalidValues(call: AnyCall, problems: readonly ValueProblem[]): Refused {
	const listed = problems.map((problem) => ({
		isValid: false,
		...problem,
		localizedErrorMessage: problem.message,
	}));
	const errors = problems.map(({ name, error, message }) => ({
		message,
		code: error,
		context: { propertyName: [name] },
	}));
	return invalid(call, `Property values were not valid: ${JSON.stringify(listed)}`, { errors });
}

export const hubspotAnswers: VendorAnswers = {
	unauthenticated: (call) =>
		failure(
			call,
			401,
			'Authentication credentials not found. This API supports OAuth 2.0 authentication.',
			{
				category: 'INVALID_AUTHENTICATION',
			},
		),
	forbidden: (call, scope) =>
		failure(call, 403, "This app hasn't been granted all required scopes to make this call.", {
			category: 'MISSING_SCOPES',
			errors: [
				{
					message: 'One or more of the following scopes are required.',
					context: { requiredGranularScopes: [scope] },
				},
			],
			links: { scopes: 'https://developers.hubspot.com/scopes' },
		}),
	noSuchRoute: (call) =>
		failure(call, 404, `Unable to find ${call.path}`, { category: 'NOT_FOUND' }),
	malformed: (call) =>
		failure(call, 400, 'Invalid input JSON: the request body could not be parsed', {
			category: 'VALIDATION_ERROR',
		}),
	rateLimited: (call, { limit }) =>
		answer(429, {
			status: 'error',
			message: `You have reached your ${limit.name.toLowerCase()} limit.`,
			errorType: 'RATE_LIMIT',
			category: 'RATE_LIMITS',
			correlationId: correlationId(call),
			policyName: limit.name,
		}),
	locked: (call) =>
		failure(call, 423, 'The record is locked by another request. Wait two seconds.', {
			category: 'LOCKED',
		}),
	failed: (call, status) =>
		failure(call, status, status === 503 ? 'Service unavailable' : 'internal error', {
			category: 'INTERNAL_ERROR',
		}),
};
