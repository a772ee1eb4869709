import { answer, Refused } from '../../frame/call.ts';
import type { Answer, AnyCall } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

export const PROJECT = '3141592';

function failure(call: AnyCall, status: number, error: string): Answer {
	const search = call.query.toString();
	return answer(status, { request: `${call.path}${search === '' ? '' : `?${search}`}`, error });
}

export function refuse(call: AnyCall, status: number, error: string): Refused {
	return new Refused(failure(call, status, error));
}

/** Service accounts must name a project that they are in. */
export function checkProject(call: AnyCall): void {
	const project = call.query.get('project_id');
	if (project === null) throw refuse(call, 400, 'project_id is a required parameter');
	if (project !== PROJECT) {
		throw refuse(call, 403, 'User does not have permission to view this project');
	}
}

export const mixpanelAnswers: VendorAnswers = {
	unauthenticated: (call) => failure(call, 401, 'Unable to authenticate request'),
	forbidden: (call) => failure(call, 403, 'User does not have permission'),
	noSuchRoute: (call) => failure(call, 404, 'Not found'),
	malformed: (call) => failure(call, 400, 'malformed body'),
	rateLimited: (call, { limit }) =>
		failure(
			call,
			429,
			limit.kind === 'quota'
				? 'Query rate limit exceeded, see docs for more information'
				: 'Too many concurrent queries',
		),
	failed: (call, status) => failure(call, status, 'Internal server error'),
};
