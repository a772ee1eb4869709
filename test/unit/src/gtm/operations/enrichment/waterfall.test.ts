import {
	enrichCompanyBySeveral,
	enrichPersonBySeveral,
	estimateWaterfall,
} from '../../../../../../src/gtm/operations/enrichment/waterfall';
import { inputOf } from '../../../../../../src/gtm/operations/operation';

describe('what several vendors are asked for', () => {
	it('is a field that there is: a name of another sort is refused before anybody is asked', () => {
		const person = { email: 'dana@acme.com', wanted: ['email', 'jobTitle'] };
		expect(() => inputOf(enrichPersonBySeveral, person)).toThrow(/^wanted\.1.*"title"/);
		const company = { domain: 'acme.com', wanted: ['size'] };
		expect(() => inputOf(enrichCompanyBySeveral, company)).toThrow(/^wanted\.0.*"employees"/);
		const estimate = { of: 'person', wanted: ['employees'] };
		expect(() => inputOf(estimateWaterfall, estimate)).toThrow(
			'names "employees", which is not a person field',
		);
	});

	it('is somebody: what is no address is put to no vendor', () => {
		const person = { email: 'garbage@', wanted: ['email'] };
		expect(() => inputOf(enrichPersonBySeveral, person)).toThrow('email is not an email address');
	});

	it('is one person, however the address is written', () => {
		const person = { email: ' DANA@Acme.com', wanted: ['email'] };
		expect(inputOf(enrichPersonBySeveral, person)).toMatchObject({ email: 'dana@acme.com' });
	});
});
