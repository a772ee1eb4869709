import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { LimitReading, Refusal, VendorProfile } from '../../http/vendor-profile';
import { isRecord, numberOf, recordOf, textOf } from '../../model/json';

/**
 * The least that a plan has; answers tell what the account's has.
 *
 * @see https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting
 */
export const pipedriveProfile: VendorProfile = {
	id: 'pipedrive',
	name: 'Pipedrive',
	idsUniqueIn: 'account',
	limits: [
		{ name: 'burst', countsAll: true, capacity: 20, perMs: 2_000, kind: 'burst' },
		{ name: 'search', capacity: 10, perMs: 2_000, kind: 'burst' },
		// 30,000 × plan × seats, shared by the company, fresh at midnight of the server.
		{ name: 'tokens', countsAll: true, capacity: 30_000, perMs: 86_400_000, kind: 'quota' },
	],
	readLimits,
	account: { path: '/v1/users/me', idAt: ['data', 'company_id'] },
	explain,
};

/** What a request takes of the daily tokens. Reading one is the default, 1. */
export const TOKENS = {
	list: 10,
	write: 5,
	search: 20,
	v1Read: 2,
	v1List: 20,
	flow: 40,
	v1Write: 10,
} as const;

function readLimits({ headers }: HttpResponse): LimitReading[] {
	const number = (name: string) => numberOf(headers[name]);
	const resets = number('x-ratelimit-reset');
	return [
		...reading(
			'burst',
			number('x-ratelimit-limit'),
			number('x-ratelimit-remaining'),
			resets === undefined ? undefined : resets * 1_000,
		),
		...reading(
			'tokens',
			number('x-daily-ratelimit-token-limit'),
			number('x-daily-ratelimit-token-remaining'),
		),
	];
}

function reading(
	window: string,
	capacity: number | undefined,
	remaining: number | undefined,
	resetsInMs?: number,
): LimitReading[] {
	if (capacity === undefined && remaining === undefined) return [];
	return [
		{
			window,
			...(capacity !== undefined && { capacity }),
			...(remaining !== undefined && { remaining }),
			...(resetsInMs !== undefined && { resetsInMs }),
		},
	];
}

/** Errors are `{ success: false, error, error_info, code }`; `code` may be absent. */
function explain(response: HttpResponse): Refusal {
	const { status, headers, body } = response;
	if (status === 429) return tooMany(response);
	if (status === 403 && !isRecord(body)) return blocked();
	const { code, error, error_info: info } = recordOf(body);
	const said = [textOf(error), textOf(info)].filter((part) => part !== undefined).join('. ');
	const named = textOf(code) ?? (typeof code === 'number' ? String(code) : undefined);
	const refusal = explainStatus(
		'Pipedrive',
		{ status },
		{
			...(named !== undefined && { code: named }),
			...(said !== '' && { message: withoutAddresses(said) }),
		},
	);
	// 402 says that the company's account is closed or not paid; 410 that the record was deleted.
	if (status === 402) return { ...refusal, status: 'forbidden' };
	if (status === 410) return { ...refusal, status: 'not_found' };
	const wait = numberOf(headers['x-ratelimit-reset']);
	return wait === undefined || status < 500 ? refusal : { ...refusal, retryAfterMs: wait * 1_000 };
}

function tooMany({ headers }: HttpResponse): Refusal {
	const left = [headers['x-daily-ratelimit-token-remaining'], headers['x-daily-requests-left']];
	if (left.some((count) => numberOf(count) === 0)) {
		return {
			status: 'quota_exhausted',
			code: 'daily_budget',
			message:
				'Pipedrive: the company has used its API tokens for today. They reset at midnight, server time.',
		};
	}
	const seconds = numberOf(headers['x-ratelimit-reset']) ?? 2;
	return {
		status: 'rate_limited',
		code: 'burst_limit',
		message: 'Pipedrive: too many requests in two seconds.',
		retryAfterMs: seconds * 1_000,
	};
}

/** Not repeated: whoever goes on is kept out for longer. */
function blocked(): Refusal {
	return {
		status: 'forbidden',
		code: 'blocked',
		message:
			'Pipedrive blocks this caller for too many requests (HTTP 403). Stop for a few minutes, then process fewer items at once.',
	};
}

function withoutAddresses(said: string): string {
	return said.replace(/[^\s"'<>@]+@[^\s"'<>@]+/g, '…');
}
