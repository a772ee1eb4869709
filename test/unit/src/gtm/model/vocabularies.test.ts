import { industry, seniority, department } from '../../../../../src/gtm/model/vocabularies';

describe('an industry', () => {
	it.each([
		['COMPUTER_SOFTWARE', 'computer_software'],
		['computer software', 'computer_software'],
		['SaaS', 'computer_software'],
		['Hospital & Health Care', 'hospital_health_care'],
		['hospital and health care', 'hospital_health_care'],
		['Healthcare', 'hospital_health_care'],
		['Technology', 'computer_software'],
		['Logistics and Supply Chain', 'logistics_supply_chain'],
	])('%p is %p', (text, word) => {
		expect(industry.toWord(text)).toBe(word);
	});

	it('of no list is none', () => {
		expect(industry.toWord('Basket weaving')).toBeUndefined();
	});
});

it.each([
	[seniority, 'C-Suite', 'c_suite'],
	[seniority, 'executive', 'c_suite'],
	[seniority, 'Vice President', 'vp'],
	[seniority, 'cxo', 'c_suite'],
	[department, 'Human Resources', 'hr'],
	[department, 'master_engineering_technical', 'engineering'],
	[department, 'Engineering', 'engineering'],
	[department, 'customer_service', 'customer_success'],
])('a word of a vendor is read as the canonical one', (vocabulary, text, word) => {
	expect(vocabulary.toWord(text)).toBe(word);
});

it.each([industry, seniority, department])('every canonical word means itself', (vocabulary) => {
	expect(vocabulary.words.filter((word) => vocabulary.toWord(word) !== word)).toEqual([]);
});
