import type {
	EnrichmentOperation,
	EnrichmentVendor,
	PersonQuery,
} from '../../../../../src/gtm/enrichment/enrichment-vendor';
import { accountSchema } from '../../../../../src/gtm/model/account';
import { contactSchema } from '../../../../../src/gtm/model/contact';
import type { Outcome } from '../../../../../src/gtm/model/outcome';
import type { Examples } from '../../../../../sandbox/world/world.ts';
import { describeFailures } from './enrichment-failures-conformance';
import { describePending } from './enrichment-pending-conformance';
import { EnrichmentStage } from './enrichment-stage';

/** Ways to name somebody. */
const PERSON_BY: Readonly<Record<string, (examples: Examples) => PersonQuery>> = {
	email: ({ person }) => ({ email: person.email }),
	'LinkedIn page': ({ person }) => ({ linkedinUrl: person.linkedinUrl }),
	'name and domain': ({ person: { firstName, lastName }, account }) => ({
		firstName,
		lastName,
		domain: `www.${account.domain}`,
	}),
	'full name and company': ({ person: { firstName, lastName }, account }) => ({
		fullName: `${firstName} ${lastName}`,
		companyName: account.name,
	}),
};

const NOBODY_BY: Readonly<Record<string, (examples: Examples) => PersonQuery>> = {
	email: ({ unknownEmail }) => ({ email: unknownEmail }),
	'LinkedIn page': () => ({ linkedinUrl: 'https://www.linkedin.com/in/nobody-known-at-all' }),
	'name and domain': ({ account }) => ({ fullName: 'Nobody Known', domain: account.domain }),
	'full name and company': ({ account }) => ({
		fullName: 'Nobody Known',
		companyName: account.name,
	}),
};

/** Not for sale: what is said of the record itself, and the phone of a contact that the user has there. */
const NOT_OFFERED = ['id', 'externalIds', 'custom', 'createdAt', 'updatedAt', 'phone'];

/** What every enrichment vendor does alike; what is a vendor's own stands in its own tests. */
export function describeEnrichment(vendor: EnrichmentVendor): void {
	const { capabilities, profile } = vendor;
	let stage: EnrichmentStage;
	let before: number;

	beforeEach(() => {
		stage = new EnrichmentStage(vendor);
		before = stage.credits.left;
	});

	/** Of the outcome against the emulator's books and the price that was announced. */
	const expectPaid = (operation: EnrichmentOperation, { cost, status }: Outcome) => {
		const taken = before - stage.credits.left;
		const { amount, unit, chargedOnMiss } = vendor.price(operation, []);
		expect(taken).toBeLessThanOrEqual(amount);
		if (status === 'not_found' && !chargedOnMiss) {
			expect(taken).toBe(0);
			expect(cost).toMatchObject({ amount: 0 });
		}
		if (cost === undefined) return;
		expect({ ...cost, remaining: stage.credits.left }).toEqual({
			amount: taken,
			unit,
			remaining: cost.remaining ?? stage.credits.left,
		});
	};

	const expectOffered = (kind: 'company' | 'person', record: object = {}) => {
		const told = Object.keys(record).filter((field) => !NOT_OFFERED.includes(field));
		expect(vendor.offers[kind]).toEqual(expect.arrayContaining(told));
	};

	test('refuses what it does not offer with the reason of the capability, and sends nothing', async () => {
		const { client } = stage;
		const calls = {
			'signal.list': () =>
				vendor.listSignals(client, { domain: 'acme.example', kinds: ['news'], limit: 1 }),
			'email.verify': () => vendor.verifyEmail(client, 'dana@acme.example', {}),
			'credit.balance': () => vendor.creditBalance(client),
			'person.enrich': () => vendor.enrichPerson(client, { email: 'dana@acme.example' }, {}),
			'company.enrich': () => vendor.enrichCompany(client, { domain: 'acme.example' }, {}),
		};
		for (const [name, capability] of Object.entries(capabilities)) {
			// Of the book of jobs, no vendor is asked by itself.
			if (capability.supported || name === 'job.finished') continue;
			const outcome = await stage.account.run<Outcome>(calls[name as keyof typeof calls]());
			expect({ name, ...outcome }).toEqual({
				name,
				status: 'invalid',
				provider: profile.id,
				reason: { code: 'not_offered', message: capability.why },
				retry: { advised: false },
			});
			expect(vendor.price(name as EnrichmentOperation, []).amount).toBe(0);
		}
		expect(stage.account.sent).toEqual([]);
	});

	test('has finished jobs to tell if it answers later, and none otherwise', () => {
		expect(capabilities['job.finished'].supported).toBe(vendor.follow !== undefined);
	});

	describe('a person', () => {
		test.each(Object.entries(PERSON_BY))('is found by %s', async (_, queryOf) => {
			const { person } = stage.examples;
			const { firstName, lastName, email, linkedinUrl } = person;
			const query = queryOf(stage.examples);
			const outcome = await stage.person(query);
			const { record = {} } = outcome;
			expect(outcome).toMatchObject({ status: 'found', provider: profile.id });
			expect(contactSchema.safeParse(record).error).toBeUndefined();
			// It may tell less, but of nobody else.
			expect({ ...record, firstName, lastName, email, linkedinUrl }).toMatchObject(record);
			expect(record.email ?? record.linkedinUrl).toBeDefined();
			expect(record.email ?? query.email).toBe(email);
			expect(outcome).not.toHaveProperty('raw');
			expectOffered('person', record);
			expectPaid('person.enrich', outcome);
		});

		test.each(Object.entries(NOBODY_BY))(
			'who is unknown by %s is not found, and no retry is advised',
			async (_, queryOf) => {
				const outcome = await stage.person(queryOf(stage.examples));
				expect(outcome).toMatchObject({
					status: 'not_found',
					provider: profile.id,
					reason: { code: 'no_match' },
					retry: { advised: false },
				});
				expectPaid('person.enrich', outcome);
			},
		);

		test.each(['email', 'linkedinUrl'] as const)(
			'who asked to be forgotten is not told by %s, at no cost that a miss has not',
			async (name) => {
				const { claimedRemoval } = stage.examples;
				const { amount, chargedOnMiss } = vendor.price('person.enrich', []);
				const missed = chargedOnMiss ? amount : 0;
				const outcome = await stage.person({ [name]: claimedRemoval[name] });
				expect(['not_found', 'legal_block']).toContain(outcome.status);
				expect(outcome.retry).toEqual({ advised: false });
				expect(JSON.stringify(outcome)).not.toContain(claimedRemoval.email);
				expect(before - stage.credits.left).toBeLessThanOrEqual(missed);
			},
		);

		test.each<PersonQuery>([
			{},
			{ firstName: 'Dana' },
			{ fullName: 'Dana Reed' },
			{ fullName: 'Dana Reed', domain: 'gmail.com' },
			{ email: 'dana at acme' },
			{ linkedinUrl: 'https://acme.example/dana' },
		])('named %j is not asked about: the reason says what is missing', async (query) => {
			const outcome = await stage.person(query);
			expect(outcome).toMatchObject({
				status: 'invalid',
				provider: profile.id,
				reason: {
					code: 'incomplete_query',
					message: expect.stringMatching(/email|LinkedIn|linkedinUrl|name/),
				},
				retry: { advised: false },
			});
			expect(stage.account.sent).toEqual([]);
		});
	});

	describe('a company', () => {
		test('is found by domain, however it is written', async () => {
			const { domain, name } = stage.examples.account;
			const outcome = await stage.company(
				{ domain: `https://www.${domain}/about` },
				{ keepRaw: true },
			);
			expect(outcome).toMatchObject({
				status: 'found',
				provider: profile.id,
				record: { domain, name },
				raw: expect.any(Object),
			});
			expect(accountSchema.safeParse(outcome.record).error).toBeUndefined();
			expectOffered('company', outcome.record);
			expectPaid('company.enrich', outcome);
		});

		test('that is unknown is not found', async () => {
			const outcome = await stage.company({ domain: stage.examples.unknownDomain });
			expect(outcome).toMatchObject({
				status: 'not_found',
				reason: { code: 'no_match' },
				retry: { advised: false },
			});
			expectPaid('company.enrich', outcome);
		});

		test.each([{}, { domain: 'gmail.com' }, { domain: 'no domain' }])(
			'named %j is not asked about',
			async (query) => {
				const outcome = await stage.company(query);
				expect(outcome).toMatchObject({
					status: 'invalid',
					reason: { code: 'incomplete_query', message: expect.stringContaining('domain') },
					retry: { advised: false },
				});
				expect(stage.account.sent).toEqual([]);
			},
		);
	});

	if (capabilities['email.verify'].supported) {
		describe('an address', () => {
			test.each([
				['person', 'deliverable'],
				['catchAll', 'risky_catch_all'],
				['undeliverable', 'undeliverable'],
			] as const)('of the example %s is %s, however it is written', async (example, status) => {
				const { email } = stage.examples[example];
				const outcome = await stage.email(` ${email.toUpperCase()} `);
				expect(outcome).toMatchObject({
					status: 'found',
					provider: profile.id,
					record: { email, status },
				});
				expectPaid('email.verify', outcome);
			});

			test.each(['', 'dana', 'dana at acme', '@acme.example'])(
				'that is “%s” is none, and is not sent',
				async (email) => {
					expect(await stage.email(email)).toMatchObject({
						status: 'invalid',
						reason: { message: expect.stringContaining('email') },
						retry: { advised: false },
					});
					expect(stage.account.sent).toEqual([]);
				},
			);
		});
	}

	if (capabilities['credit.balance'].supported) {
		test('tells what is left in the unit of its prices, for nothing', async () => {
			await stage.company({ domain: stage.examples.account.domain });
			const { left } = stage.credits;
			const outcome = await stage.account.run(vendor.creditBalance(stage.client));
			const { unit } = vendor.price('company.enrich', []);
			expect(outcome).toMatchObject({
				status: 'found',
				provider: profile.id,
				cost: { amount: 0, unit, remaining: left },
			});
			expect(stage.credits.left).toBe(left);
		});
	}

	describeFailures(vendor);
	if (vendor.follow !== undefined) describePending(vendor);
}
