import { FakeClock } from '../../fake-clock';
import { isStillMade } from '../../../../../../src/gtm/enrichment/ask-once';
import { follow } from '../../../../../../src/gtm/enrichment/follow';
import type { HttpResponse } from '../../../../../../src/gtm/http/http-port';
import type { VendorClient } from '../../../../../../src/gtm/http/vendor-client';
import { followPerson } from '../../../../../../src/gtm/vendors/fullenrich/follow-enrichment';
import { fullenrich } from '../../../../../../src/gtm/vendors/fullenrich/fullenrich';
import { fullenrichProfile } from '../../../../../../src/gtm/vendors/fullenrich/profile';
import { toCanonical } from '../../../../../../src/gtm/model/mapping';
import { companyMapping } from '../../../../../../src/gtm/vendors/fullenrich/company.mapping';

const answering = (body: unknown, status = 200): VendorClient => ({
	provider: 'fullenrich',
	now: Date.now,
	accountKey: async () => await Promise.resolve('account'),
	send: () => Promise.resolve({ status, headers: {}, body }),
});

const person = (email: string, correlationId: string) => ({
	custom: { correlation_id: correlationId },
	contact_info: { most_probable_work_email: { email, status: 'DELIVERABLE' } },
});

describe('a result', () => {
	test('of several is that of the correlation id', async () => {
		const data = [person('first@acme.example', 'one'), person('second@acme.example', 'two')];
		const client = answering({ status: 'FINISHED', cost: { credits: 2 }, data });
		const follow = (correlationId?: string) =>
			followPerson(client, 'enrich:1', { ...(correlationId !== undefined && { correlationId }) });
		expect((await follow('two')).record?.email).toBe('second@acme.example');
		expect((await follow()).record?.email).toBe('first@acme.example');
	});

	test('whose credits ran out on the way keeps what was found', async () => {
		const data = [person('dana@acme.example', 'one')];
		const client = answering({ status: 'CREDITS_INSUFFICIENT', cost: { credits: 1 }, data }, 402);
		expect(await followPerson(client, 'enrich:1', {})).toMatchObject({
			status: 'partial',
			record: { email: 'dana@acme.example' },
			reason: { code: 'credits_insufficient' },
			cost: { amount: 1 },
		});
	});

	test.each([
		['CREATED', 'pending'],
		['IN_PROGRESS', 'pending'],
		['CANCELED', 'upstream_error'],
		['RATE_LIMIT', 'rate_limited'],
		['UNKNOWN', 'upstream_error'],
		['SOMETHING_NEW', 'upstream_error'],
	])('in the state %s is %s', async (state, status) => {
		const outcome = await followPerson(answering({ status: state, data: [] }), 'enrich:1', {});
		expect(outcome.status).toBe(status);
	});

	test.each(['CANCELED', 'CREDITS_INSUFFICIENT', 'RATE_LIMIT', 'UNKNOWN'])(
		'in the state %s is the end of its job, with what was found until then',
		async (state) => {
			const handle = 'enrich:1';
			const pending = { status: 'pending', provider: 'fullenrich', handle } as const;
			for (const data of [[], [person('dana@acme.example', 'one')]]) {
				const client = answering({ status: state, cost: { credits: data.length }, data });
				const clock = new FakeClock();
				const settings = { clock, followMs: 0, atOnce: true };
				const outcome = await follow({ vendor: fullenrich, client }, 'person', pending, settings);
				expect(outcome).toMatchObject({ reason: { code: state.toLowerCase() } });
				expect(outcome.record).toEqual(
					data.length > 0 ? expect.objectContaining({ email: 'dana@acme.example' }) : undefined,
				);
				expect(isStillMade(outcome)).toBe(false);
			}
		},
	);

	test('of empty objects and lists is a miss', async () => {
		const data = [{ contact_info: { work_emails: [], phones: null }, profile: { skills: [] } }];
		const client = answering({ status: 'FINISHED', cost: { credits: 0 }, data });
		expect(await followPerson(client, 'enrich:1', {})).toMatchObject({ status: 'not_found' });
	});
});

describe('a refusal', () => {
	const explain = (status: number, body: unknown): ReturnType<typeof fullenrichProfile.explain> =>
		fullenrichProfile.explain({ status, headers: {}, body } satisfies HttpResponse);

	test('says how long to wait', () => {
		const wait = (message: string) =>
			explain(429, { code: 'error.rate.limit', message }).retryAfterMs;
		expect(wait('Too many requests. Try again in 1m')).toBe(60_000);
		expect(wait('Too many requests. Try again in 20s')).toBe(20_000);
		expect(wait('Too many requests.')).toBe(60_000);
	});

	test('404 without a word is the workspace', () => {
		expect(explain(404, undefined).status).toBe('forbidden');
	});

	test('400 keeps the code', () => {
		const body = { code: 'error.enrichment.domain.empty', message: 'Domain cannot be empty' };
		expect(explain(400, body)).toMatchObject({ status: 'invalid', code: body.code });
	});
});

test('a headcount or year of 0 is not known', () => {
	const { values } = toCanonical(companyMapping, {
		name: 'Acme',
		headcount: 0,
		headcount_range: '11-50',
		year_founded: 0,
	});
	expect(values).toEqual({ name: 'Acme', employeeRange: '11-50' });
});
