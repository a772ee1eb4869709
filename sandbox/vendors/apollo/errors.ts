import { answer, Refused } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import type { VendorAnswers } from '../../frame/emulator.ts';

/** `{ error }`: Apollo refuses most of what it cannot use with 422, also what is not there. */
export function unprocessable(error: string): Refused {
	return new Refused(answer(422, { error }));
}

export function notFound(error: string): Refused {
	return new Refused(answer(404, { error }));
}

/** What Apollo answers without credits is not documented; this wording is made up. */
export function outOfCredits(): Refused {
	return unprocessable('You have insufficient credits to perform this operation.');
}

const pathOf = ({ path }: Pick<AnyCall, 'path'>) => path.slice(1);

export const apolloAnswers: VendorAnswers = {
	unauthenticated: () =>
		answer(
			401,
			'Invalid API key. See https://docs.apollo.io/reference/authentication for how to authenticate.',
		),
	forbidden: (call) =>
		answer(403, {
			error: `This API key is not authorized to access ${pathOf(call)}. Request an API key from your administrator that includes this endpoint in its configured scope.`,
			error_code: 'API_INACCESSIBLE',
		}),
	noSuchRoute: (call) => answer(404, { error: `No route matches ${pathOf(call)}` }),
	malformed: () => answer(400, { error: 'There was a problem in the JSON you submitted' }),
	rateLimited: (call, { limit, resetsInMs }) =>
		answer(
			429,
			{
				message: `The maximum number of api calls allowed for ${pathOf(call)} is ${limit.capacity} times per ${limit.name.split(' ').at(-1)}. Please upgrade your plan from https://app.apollo.io/#/settings/plans/upgrade.`,
			},
			{ 'retry-after': String(Math.ceil(resetsInMs / 1_000)) },
		),
	failed: (_call, status) =>
		answer(status, {
			error: status === 503 ? 'Service unavailable' : 'Something went wrong on our side.',
		}),
};
