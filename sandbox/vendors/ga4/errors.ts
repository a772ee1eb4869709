import { answer, Refused } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

function failure(code: number, status: string, message: string, details?: object[]): Answer {
	return answer(code, { error: { code, message, status, ...(details && { details }) } });
}

export function invalid(message: string): Refused {
	return new Refused(failure(400, 'INVALID_ARGUMENT', message));
}

export function noAccess(): Refused {
	return new Refused(
		failure(
			403,
			'PERMISSION_DENIED',
			'User does not have sufficient permissions for this property. To learn more about Property ID, see https://developers.google.com/analytics/devguides/reporting/data/v1/property-id.',
		),
	);
}

export const ga4Answers: VendorAnswers = {
	unauthenticated: () =>
		failure(
			401,
			'UNAUTHENTICATED',
			'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
		),
	forbidden: () =>
		failure(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.', [
			{
				'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
				reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
				domain: 'googleapis.com',
			},
		]),
	noSuchRoute: () => failure(404, 'NOT_FOUND', 'Method not found.'),
	malformed: () => failure(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received.'),
	rateLimited: (_, { limit }) =>
		failure(
			429,
			'RESOURCE_EXHAUSTED',
			limit.kind === 'burst'
				? 'Exhausted concurrent requests quota. Please retry the request after some time.'
				: 'Exhausted property tokens for a project per hour. These quota tokens will return in under an hour. To learn more, see https://developers.google.com/analytics/devguides/reporting/data/v1/quotas',
		),
	failed: (_, status) =>
		status === 503
			? failure(503, 'UNAVAILABLE', 'The service is currently unavailable.')
			: failure(500, 'INTERNAL', 'Internal error encountered.'),
};
