import { bearer } from '../../frame/authentication.ts';
import { answer, isRecord, Refused } from '../../frame/call.ts';
import type { Answer, AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Emulator, VendorAnswers } from '../../frame/emulator.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { uuidOf } from '../../world/slice.ts';
import { countFunnel } from '../../world/usage-funnel.ts';
import type { UsageEvent, World } from '../../world/world.ts';
import { evaluate } from './hogql-evaluate.ts';
import type { EventRow } from './hogql-evaluate.ts';
import { parseHogQl, SyntaxProblem } from './hogql-syntax.ts';

const PROJECT = '4242';
const HOUR_MS = 3_600_000;
const FORTNIGHT_HOURS = 336;

interface PosthogState {
	usage: readonly UsageEvent[];
	rows: readonly EventRow[];
}

function failure(status: number, type: string, code: string, detail: string): Answer {
	return answer(status, { type, code, detail, attr: null });
}

const answers: VendorAnswers = {
	unauthenticated: () =>
		failure(
			401,
			'authentication_error',
			'authentication_failed',
			'Incorrect authentication credentials.',
		),
	forbidden: (_, scope) =>
		failure(
			403,
			'authentication_error',
			'permission_denied',
			`API key missing required scope '${scope}'`,
		),
	noSuchRoute: () => failure(404, 'invalid_request', 'not_found', 'Endpoint not found.'),
	malformed: () => failure(400, 'validation_error', 'malformed_json', 'JSON parse error'),
	rateLimited: (_, { resetsInMs }) => {
		const seconds = Math.ceil(resetsInMs / 1_000);
		const detail = `Request was throttled. Expected available in ${seconds} seconds.`;
		const { status, body } = failure(429, 'throttled_error', 'throttled', detail);
		return answer(status, body, { 'retry-after': String(seconds) });
	},
	failed: (_, status) => failure(status, 'server_error', 'error', 'A server error occurred.'),
};

function open(world: World): PosthogState {
	const rows = world.usage.map((event) => {
		const person = world.lookup.person.get(event.personKey);
		const account = world.lookup.account.get(event.accountKey);
		return {
			uuid: uuidOf('posthog', event.key),
			event: event.name,
			timestamp: Date.parse(event.at),
			person_id: uuidOf('posthog', event.personKey),
			properties: event.properties,
			'person.properties': {
				email: person?.email ?? null,
				title: person?.title ?? null,
				country: person?.country ?? null,
				company: account?.name ?? null,
			},
		};
	});
	return { usage: world.usage, rows };
}

const refuse = (detail: string) =>
	new Refused(failure(400, 'validation_error', 'invalid_input', detail));

function query(call: AnyCall, state: PosthogState): Answer {
	const asked = isRecord(call.body) ? call.body.query : undefined;
	if (!isRecord(asked)) throw refuse('query: Field required');
	switch (asked.kind) {
		case 'HogQLQuery':
			return hogQl(asked, state);
		case 'FunnelsQuery':
			return funnel(asked, state);
		default:
			throw refuse(`Unsupported query kind: ${String(asked.kind)}`);
	}
}

function hogQl({ query: text, values }: Record<string, unknown>, { rows }: PosthogState): Answer {
	try {
		const select = parseHogQl(typeof text === 'string' ? text : '');
		const from = select.table === undefined ? [{}] : rows;
		const results = evaluate(select, from, isRecord(values) ? values : {});
		const columns = select.columns.map(({ name }) => name);
		return answer(200, { results, columns, error: null, hasMore: false, is_cached: false });
	} catch (error) {
		if (!(error instanceof SyntaxProblem)) throw error;
		throw refuse(error.message);
	}
}

function funnel(asked: Record<string, unknown>, { usage }: PosthogState): Answer {
	const { series, dateRange, funnelsFilter } = asked;
	const range = isRecord(dateRange) ? dateRange : {};
	const filter = isRecord(funnelsFilter) ? funnelsFilter : {};
	const steps = Array.isArray(series)
		? series.map((step) => (isRecord(step) ? String(step.event) : ''))
		: [];
	if (steps.length < 2) throw refuse('Funnels require at least two steps.');
	const hours =
		typeof filter.funnelWindowInterval === 'number' ? filter.funnelWindowInterval : FORTNIGHT_HOURS;
	const counts = countFunnel(usage, {
		steps,
		from: Date.parse(String(range.date_from)),
		to: Date.parse(String(range.date_to)) + 1,
		withinMs: hours * HOUR_MS,
	});
	if (counts[0] === 0) return answer(200, { results: [] });
	const results = steps.map((name, order) => ({
		action_id: name,
		name,
		custom_name: null,
		order,
		count: counts[order],
		type: 'events',
	}));
	return answer(200, { results });
}

const on = routesOf<PosthogState>();

/**
 * PostHog's query endpoint: funnels, and as much of HogQL as stands in hogql-syntax.ts.
 *
 * @see https://posthog.com/docs/api/queries
 */
const emulator: Emulator<PosthogState> = {
	id: 'posthog',
	name: 'PostHog',
	authentication: bearer,
	keys: [
		{ value: 'phx_sandbox', scopes: 'all', note: `project ${PROJECT}` },
		{ value: 'phx_sandbox_no_query', scopes: ['insight:read'], note: 'may not query' },
	],
	credentials: (baseUrl) => ({
		gtmPosthogApi: { apiKey: 'phx_sandbox', projectId: PROJECT, region: 'us', baseUrl },
	}),
	limits: [
		{
			name: 'minute',
			capacity: 240,
			perMs: 60_000,
			kind: 'burst',
			window: 'rolling',
			countsAll: true,
		},
		{
			name: 'hour',
			capacity: 2_400,
			perMs: HOUR_MS,
			kind: 'quota',
			window: 'rolling',
			countsAll: true,
		},
	],
	answers,
	open,
	counts: ({ rows }) => ({
		events: rows.length,
		persons: new Set(rows.map((row) => row.person_id)).size,
	}),
	routes: [
		on(
			'POST',
			'/api/projects/{project}/query/',
			(call, { state }) => {
				if (call.params.project === PROJECT) return query(call, state);
				throw new Refused(failure(404, 'invalid_request', 'not_found', 'Project not found.'));
			},
			{ scope: 'query:read' },
		),
	],
};

export const posthog = vendorModule(emulator);
