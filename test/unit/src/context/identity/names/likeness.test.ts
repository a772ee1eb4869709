import {
	companiesDiffer,
	companyLikeness,
} from '../../../../../../src/context/identity/names/company-likeness';
import {
	peopleDiffer,
	personLikeness,
} from '../../../../../../src/context/identity/names/person-likeness';

describe('names of companies', () => {
	it.each([
		['Acme, Inc.', 'ACME'],
		['The Acme Company', 'Acme Corporation'],
		['Müller & Söhne GmbH', 'Muller und Sohne'],
		['A.B.C. Tools', 'ABC Tools'],
		['Hewlett-Packard', 'HewlettPackard'],
		['ООО "Ромашка"', 'Romashka LLC'],
		['Globex Group plc', 'Globex'],
		['International Business Machines', 'IBM'],
		['Initech Labs', 'Initech Laboratories'],
		['Siemens Aktiengeselschaft', 'Siemens AG'],
	])('%s may be %s', (one, other) => {
		expect(companyLikeness(one, other)).toBeGreaterThanOrEqual(0.75);
		expect(companyLikeness(other, one)).toBe(companyLikeness(one, other));
	});

	it.each([
		['Acme Germany', 'Acme France'],
		['Acme Germany', 'Acme'],
		['Globex AG', 'Globex GmbH'],
		['Fund VII', 'Fund VIII'],
		['Route 66', 'Route 67'],
		['BWI Industries', 'BAE Industries'],
		['Acme', ''],
	])('%s is not %s', (one, other) => {
		expect(companyLikeness(one, other)).toBe(0);
	});

	it('differ where each has what the other lacks', () => {
		expect(companiesDiffer('Acme Robotics', 'Acme Foods')).toBe(true);
		expect(companiesDiffer('Acme', 'Acme Foods')).toBe(false);
		expect(companiesDiffer('', 'Acme Foods')).toBe(false);
	});
});

describe('names of people', () => {
	it.each([
		['Dana Doe', 'Doe, Dana'],
		['Dr. Dana Q. Doe', 'Dana Doe'],
		['Bob Roe', 'Robert Roe'],
		['D. Scully', 'Dana Scully'],
		['Сергей Лавров', 'Sergei Lavrov'],
		['Jose Alvarez', 'José Álvarez'],
		['Alexander Lukashenko', 'Alexander Luakshenko'],
	])('%s may be %s', (one, other) => {
		expect(personLikeness(one, other)).toBeGreaterThanOrEqual(0.75);
		expect(peopleDiffer(one, other)).toBe(false);
	});

	it.each([
		['Robert Doe Sr.', 'Robert Doe Jr.'],
		['Dana Doe', 'Walter Doe'],
	])('%s is not %s', (one, other) => {
		expect(personLikeness(one, other)).toBe(0);
		expect(peopleDiffer(one, other)).toBe(true);
	});

	it('of four letters with another one differ, and are like enough for a question', () => {
		expect(peopleDiffer('Mary Doe', 'Mark Doe')).toBe(true);
		expect(personLikeness('Mary Doe', 'Mark Doe')).toBeGreaterThan(0.75);
	});

	it('do not differ where one lacks what tells', () => {
		expect(peopleDiffer('Doe', 'Dana Doe')).toBe(false);
		expect(peopleDiffer('Roe Walter', 'Walter Roe')).toBe(false);
		expect(peopleDiffer('Dana Doe', 'Dana Roe-Doe')).toBe(false);
	});
});
