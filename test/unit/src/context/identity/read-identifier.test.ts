import {
	readIdentifier,
	readIdentifiers,
} from '../../../../../src/context/identity/read-identifier';
import { given } from './world';

const read = (text: string, country?: string) => {
	const reading = readIdentifier(given(text), country);
	return 'misfit' in reading
		? reading.misfit
		: `${reading.identifier.rule} ${reading.identifier.value}`;
};

describe('an identifier', () => {
	it.each([
		['email Dana@Acme.com', 'workEmail dana@acme.com'],
		['email dana.doe@gmail.com', 'personalEmail dana.doe@gmail.com'],
		['email info@acme.com', 'roleEmail info@acme.com'],
		['email x@mailinator.com', 'disposableEmail x@mailinator.com'],
		['domain https://www.Acme.co.uk/about', 'domain acme.co.uk'],
		['linkedin https://de.linkedin.com/in/Dana-Doe?x=1', 'linkedinPerson in/dana-doe'],
		['linkedin linkedin.com/company/acme/', 'linkedinCompany company/acme'],
		['phone +1 (303) 555-0152', 'phone +13035550152'],
		['official:vat-de de 123 456 789', 'officialId DE123456789'],
		['hubspot:contact 4711', 'recordId 4711'],
	])('%s is read as %s', (text, expected) => {
		expect(read(text)).toBe(expected);
	});

	it('reads a national number by its country', () => {
		expect(read('phone 0170 1234567', 'Germany')).toBe('phone +491701234567');
		expect(read('phone 0170 1234567')).toMatch('with country code');
	});

	it.each([
		['email dana', 'it is not an email address'],
		['domain gmail.com', 'is a free email provider'],
		['domain github.io', 'hosts the sites of many companies'],
		['domain https://www.linkedin.com/company/acme', 'is not the website of a company'],
		[
			'linkedin in/ACoAABCDEFGHIJKLMNOPQRSTUVWXYZ12345',
			'it is not the LinkedIn page of a person or company',
		],
		[
			'shoe 43',
			'shoe is not a kind of identifier. Use email, domain, linkedin, phone, or <system>:<object>',
		],
		['hubspot:contact  ', 'it is empty'],
	])('%s is refused: %s', (text, why) => {
		expect(read(text)).toMatch(why);
	});

	it('is told why it is of no use for whom it is given', () => {
		const { identifiers, unusable } = readIdentifiers(
			['email dana@acme.com', 'email DANA@acme.com', 'email info@acme.com', 'domain acme.com'].map(
				given,
			),
			'contact',
		);
		expect(identifiers.map(({ value }) => value)).toEqual(['dana@acme.com']);
		expect(unusable).toEqual([
			{
				kind: 'email',
				value: 'info@acme.com',
				why: expect.stringContaining('it does not identify anyone: Several people read it'),
			},
			{ kind: 'domain', value: 'acme.com', why: 'it identifies an account, not a contact' },
		]);
	});
});
