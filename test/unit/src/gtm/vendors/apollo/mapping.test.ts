import { contactSchema } from '../../../../../../src/gtm/model/contact';
import { toCanonical } from '../../../../../../src/gtm/model/mapping';
import { organizationMapping } from '../../../../../../src/gtm/vendors/apollo/organization.mapping';
import { personMapping } from '../../../../../../src/gtm/vendors/apollo/person.mapping';

test('a person keeps what the model has no word for, under Apollo’s names', () => {
	const { values, notes } = toCanonical(personMapping, {
		id: 'p1',
		contact_id: 'c1',
		first_name: 'Dana',
		departments: ['master_information_technology', 'c_suite'],
		organization: { name: 'Acme', primary_domain: 'acme.com', alexa_ranking: 7 },
		headline: 'CIO at Acme',
		twitter_url: null,
	});
	expect(contactSchema.parse(values)).toEqual({
		externalIds: { 'apollo:person': 'p1', 'apollo:contact': 'c1' },
		firstName: 'Dana',
		department: 'it',
		accountName: 'Acme',
		accountDomain: 'acme.com',
		custom: {
			departments: ['c_suite'],
			organization: { alexa_ranking: 7 },
			headline: 'CIO at Acme',
		},
	});
	expect(notes).toEqual([]);
});

test('the placeholder of an address that was not given out is no address', () => {
	const { values, notes } = toCanonical(personMapping, {
		id: 'p1',
		email: 'email_not_unlocked@domain.com',
		email_status: 'unavailable',
	});
	expect(values).not.toHaveProperty('email');
	expect(values).not.toHaveProperty('emailStatus');
	expect(notes.join()).toMatch(/did not share it/);
});

test.each([
	['verified', 'deliverable'],
	['unverified', 'unknown'],
	['guessed', 'unknown'],
	['bounced', 'undeliverable'],
])('the email status %s is %s', (theirs, ours) => {
	expect(toCanonical(personMapping, { email_status: theirs }).values.emailStatus).toBe(ours);
});

test('an email status that is not known is kept, and not guessed at', () => {
	const { values } = toCanonical(personMapping, { email_status: 'sparkling' });
	expect(values).toEqual({ custom: { email_status: 'sparkling' } });
});

test('a company’s domain is read from its website if there is nothing else', () => {
	const read = (record: Record<string, unknown>) =>
		toCanonical(organizationMapping, record).values.domain;
	expect(read({ website_url: 'http://www.acme.com' })).toBe('acme.com');
	expect(read({ primary_domain: 'acme.io', website_url: 'http://www.acme.com' })).toBe('acme.io');
});
