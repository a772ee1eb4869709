import { FakeClock } from '../fake-clock';
import { type Turn, createScriptedPort } from './scripted-port';
import {
	type ClientSettings,
	createVendorClient,
} from '../../../../../src/gtm/http/create-vendor-client';
import { explainStatus } from '../../../../../src/gtm/http/explain-status';
import type { Attempt } from '../../../../../src/gtm/http/trace';
import { VendorError } from '../../../../../src/gtm/http/vendor-error';
import type { VendorProfile } from '../../../../../src/gtm/http/vendor-profile';
import type { VendorRequest } from '../../../../../src/gtm/http/vendor-request';
import { createVendorTraffic } from '../../../../../src/gtm/http/vendor-traffic';

export const PROFILE: VendorProfile = {
	id: 'acme',
	name: 'Acme',
	idsUniqueIn: 'everywhere',
	limits: [
		{ name: 'all', countsAll: true, capacity: 10, perMs: 1_000, kind: 'burst' },
		{ name: 'day', countsAll: true, capacity: 100, perMs: 86_400_000, kind: 'quota' },
		{ name: 'search', capacity: 1, perMs: 1_000, kind: 'burst' },
	],
	readLimits: ({ headers }) =>
		headers['x-daily-remaining'] === undefined
			? []
			: [{ window: 'day', remaining: Number(headers['x-daily-remaining']), resetsInMs: 3_600_000 }],
	requestIdOf: ({ headers }) => headers['x-request-id'],
	explain: (response) => ({
		...explainStatus('Acme', response, {
			message: typeof response.body === 'string' ? response.body : undefined,
		}),
		...(response.body === 'locked' && { transient: true }),
	}),
};

export const READ: VendorRequest = { method: 'GET', path: '/contacts/42', effect: 'read' };
export const CREATE: VendorRequest = {
	method: 'POST',
	path: '/contacts',
	body: { name: 'Dana' },
	effect: 'unsafe',
};

interface Setup {
	turns: Turn[];
	settings?: Partial<ClientSettings>;
	profile?: VendorProfile;
}

export function setUp({ turns, settings, profile = PROFILE }: Setup) {
	const clock = new FakeClock();
	const { http, requests } = createScriptedPort(clock, turns);
	const attempts: Attempt[] = [];
	const traffic = createVendorTraffic(clock);
	const trace = (attempt: Attempt) => attempts.push(attempt);
	const clientFor = (principal: string) =>
		createVendorClient(
			profile,
			{ http, clock, traffic, trace },
			{
				hosts: { api: 'https://api.acme.test/v2', files: 'https://files.acme.test' },
				secrets: ['sk-super-secret'],
				...settings,
				principal,
			},
		);
	return { clock, requests, attempts, client: clientFor('a'), clientFor };
}

export async function failureOf(promise: Promise<unknown>): Promise<VendorError> {
	const error: unknown = await promise.then(
		() => new Error('It succeeded'),
		(reason: unknown) => reason,
	);
	if (!(error instanceof VendorError)) throw error;
	return error;
}
