import fc from 'fast-check';

import type { Account } from '../../../../../src/gtm/model/account';
import type { Contact } from '../../../../../src/gtm/model/contact';
import { isSuccess, type Outcome } from '../../../../../src/gtm/model/outcome';
import { EVERY_CRM, type EveryCrm, LONG } from './every-crm';

/** Words as people write them: of several scripts, with marks that formats give a meaning. */
const words = fc
	.array(fc.constantFrom('Ana', "O'Neil", 'Ünal', '北京', 'a;b', 'x & <y>', '50%', '"q"', 'null'), {
		minLength: 1,
		maxLength: 3,
	})
	.map((parts) => parts.join(' '));

const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const contacts = fc.record({
	firstName: some(words),
	lastName: words,
	title: some(words),
	phone: some(fc.constantFrom('+13035550142', '+493012345678')),
	city: some(words),
	country: some(fc.constantFrom('US', 'DE')),
	linkedinUrl: some(fc.constantFrom('https://www.linkedin.com/in/dana-doe')),
	otherEmails: some(fc.constantFrom(['second@round.example'])),
	seniority: some(words),
	optedOut: some(fc.boolean()),
});

const companies = fc.record({
	name: words,
	description: some(words),
	city: some(words),
	employees: some(fc.integer({ min: 0, max: 1_000_000 })),
	foundedYear: some(fc.integer({ min: 1800, max: 2026 })),
	annualRevenue: some(fc.record({ amount: fc.integer({ min: 0, max: 1e9 }) })),
	phone: some(fc.constantFrom('+13035550142')),
});

/** What is not as it was asked for, and is not named. */
function unnamed(given: object, { record, notes = [], reason }: Outcome<object>): string[] {
	const said = [...notes, reason?.message ?? ''].join('\n');
	const now = (record ?? {}) as Record<string, unknown>;
	const { firstName, lastName } = given as Contact;
	const whole = [firstName, lastName].filter((part) => part !== undefined).join(' ');
	// A vendor that keeps one name splits it where it thinks.
	const isNamed = (field: string) => /^(first|last)Name$/.test(field) && now.fullName === whole;
	return Object.entries(given).flatMap(([field, value]) => {
		const isThere = value === undefined || contains(now[field], value) || isNamed(field);
		return isThere || new RegExp(`\\b${field}\\b`).test(said) ? [] : [field];
	});
}

/** A vendor may add to what was written, as a currency to an amount. */
function contains(held: unknown, wanted: unknown): boolean {
	if (typeof wanted !== 'object' || wanted === null) return held === wanted;
	if (typeof held !== 'object' || held === null) return false;
	return Object.entries(wanted).every(([name, value]) =>
		contains((held as Record<string, unknown>)[name], value),
	);
}

describe.each(EVERY_CRM)('what is written to $crm.profile.name', (every: EveryCrm) => {
	const { crm, open } = every;
	let opened: ReturnType<typeof open>;
	let count = 0;

	beforeAll(() => {
		opened = open();
	}, LONG);

	/** Refused as a whole, or there as it was asked for but for what the outcome names; and then it stays. */
	async function expectRoundTrip<Entity extends Contact | Account>(
		values: Entity,
		upsert: (values: Entity) => Promise<Outcome<Entity>>,
	): Promise<void> {
		const outcome = await upsert(values);
		if (!isSuccess(outcome) && outcome.status !== 'partial') {
			// Salesforce has rules of its own for what is the same.
			expect(['invalid', 'duplicate']).toContain(outcome.status);
			return;
		}
		expect(unnamed(values, outcome)).toEqual([]);
		const again = await upsert(values);
		expect(['unchanged', 'partial']).toContain(again.status);
	}

	it(
		'of a contact is there as it was asked for, or the outcome names what is not',
		async () => {
			await fc.assert(
				fc.asyncProperty(contacts, async (given) => {
					count += 1;
					const values = { ...given, email: `person${count}@round.example` } as Contact;
					await expectRoundTrip(values, async (contact) =>
						crm.contact.upsert(opened.client, { values: contact }),
					);
				}),
				{ numRuns: 25, seed: 20_261_129 },
			);
		},
		LONG,
	);

	it(
		'of a company is there as it was asked for, or the outcome names what is not',
		async () => {
			await fc.assert(
				fc.asyncProperty(companies, async (given) => {
					count += 1;
					const values = { ...given, domain: `round${count}.example` } as Account;
					await expectRoundTrip(values, async (company) =>
						crm.company.upsert(opened.client, { values: company }),
					);
				}),
				{ numRuns: 25, seed: 20_261_129 },
			);
		},
		LONG,
	);
});
