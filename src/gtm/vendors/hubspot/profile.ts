import type { HttpResponse } from '../../http/http-port';
import type { LimitReading, Refusal, VendorProfile } from '../../http/vendor-profile';
import { numberOf, recordOf, recordsOf, textOf, textsOf } from '../../model/json';

/** @see https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines */
export const hubspotProfile: VendorProfile = {
	id: 'hubspot',
	name: 'HubSpot',
	idsUniqueIn: 'account',
	limits: [
		// The least that a service key or an app has; the headers say what the account's plan allows.
		{ name: 'interval', countsAll: true, capacity: 100, perMs: 10_000, kind: 'burst' },
		{ name: 'daily', countsAll: true, capacity: 250_000, perMs: 86_400_000, kind: 'quota' },
		// Shared by every app of the account.
		{ name: 'search', capacity: 5, perMs: 1_000, kind: 'burst' },
	],
	readLimits,
	requestIdOf: ({ headers, body }) =>
		textOf(recordOf(body).correlationId) ?? headers['x-hubspot-correlation-id'],
	account: { path: '/account-info/2026-09/details', idAt: ['portalId'] },
	explain,
};

function readLimits({ headers }: HttpResponse): LimitReading[] {
	const number = (name: string) => numberOf(headers[name]);
	const reading = (window: string, capacity?: number, remaining?: number): LimitReading[] =>
		capacity === undefined && remaining === undefined
			? []
			: [
					{
						window,
						...(capacity !== undefined && { capacity }),
						...(remaining !== undefined && { remaining }),
					},
				];
	return [
		...reading(
			'interval',
			number('x-hubspot-ratelimit-max'),
			number('x-hubspot-ratelimit-remaining'),
		),
		...reading(
			'daily',
			number('x-hubspot-ratelimit-daily'),
			number('x-hubspot-ratelimit-daily-remaining'),
		),
	];
}

/**
 * Errors are `{ message, correlationId, category, subCategory, errors[], policyName }`.
 *
 * @see https://developers.hubspot.com/docs/api-reference/error-handling
 */
function explain(response: HttpResponse): Refusal {
	const body = recordOf(response.body);
	const category = textOf(body.category) ?? `http_${response.status}`;
	const said = textOf(body.message) ?? `HubSpot answered with HTTP ${response.status}.`;
	switch (response.status) {
		case 400:
			return { status: 'invalid', code: category, message: withRules(said, body.errors) };
		case 401:
			return {
				status: 'forbidden',
				code: category,
				message: `${said} Check the token in the credential, or connect it again.`,
			};
		case 403:
			return { status: 'forbidden', code: category, message: withScopes(said, body) };
		case 404:
			return { status: 'not_found', code: category, message: said };
		case 409:
			return conflict(category, said);
		case 423:
			return {
				status: 'upstream_error',
				code: 'locked',
				message: said,
				transient: true,
				retryAfterMs: 2_000,
			};
		case 429:
			return tooMany(textOf(body.policyName) ?? 'RATE_LIMITS', said);
		default:
			return {
				status: response.status < 500 ? 'invalid' : 'upstream_error',
				code: category,
				message: said,
			};
	}
}

/** The daily limit ends at midnight in the account's time zone, which the answer does not name. */
function tooMany(policy: string, said: string): Refusal {
	if (policy === 'DAILY') {
		const message = `${said} The account has used its API calls for today. They reset at midnight in its time zone.`;
		return { status: 'quota_exhausted', code: policy, message };
	}
	const wait = policy === 'SECONDLY' ? 1_000 : 10_000;
	return { status: 'rate_limited', code: policy, message: said, retryAfterMs: wait };
}

/** `Contact already exists. Existing ID: 4211` */
function conflict(code: string, said: string): Refusal {
	const existingId = /Existing ID: (\d+)/.exec(said)?.[1];
	return {
		status: 'duplicate',
		code,
		message: said,
		...(existingId !== undefined && { existingId }),
	};
}

function withDetails(said: string, errors: unknown): string {
	const details = recordsOf(errors).flatMap(({ message }) => textOf(message) ?? []);
	const fresh = [...new Set(details)].filter((detail) => !said.includes(detail));
	return [said, ...fresh.slice(0, 5)].join(' ');
}

/** Required properties may be a rule that an admin has made, of which the user has never heard. */
function withRules(said: string, errors: unknown): string {
	const all = withDetails(said, errors);
	const required = recordsOf(errors).flatMap(({ message, context }) => {
		const { properties, propertyName } = recordOf(context);
		const names = [...textsOf(properties), ...textsOf(propertyName)];
		return /required/i.test(textOf(message) ?? '') ? names : [];
	});
	if (required.length === 0) return all;
	const names = [...new Set(required)].join(', ');
	return `${all} HubSpot, or a rule of an admin of the account, requires ${names}. Add it to the record.`;
}

function withScopes(said: string, body: Record<string, unknown>): string {
	const contexts = [body, ...recordsOf(body.errors)].map(({ context }) => recordOf(context));
	const scopes = contexts.flatMap(({ requiredGranularScopes, requiredScopes }) => [
		...textsOf(requiredGranularScopes),
		...textsOf(requiredScopes),
	]);
	const names = [...new Set(scopes)];
	if (names.length === 0) return `${said} The token lacks a scope for this.`;
	return `${said} Add these scopes to the service key or app, and use its new key or token: ${names.join(', ')}.`;
}
