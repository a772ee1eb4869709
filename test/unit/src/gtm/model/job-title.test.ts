import { readJobTitle } from '../../../../../src/gtm/model/job-title';

describe('a job title', () => {
	it.each([
		['Chief Executive Officer', 'c_suite', 'executive'],
		['CEO & Co-Founder', 'founder', 'executive'],
		['Co-Founder and CTO', 'founder', 'engineering'],
		['Chief Marketing Officer', 'c_suite', 'marketing'],
		['C.F.O.', 'c_suite', 'finance'],
		['President', 'c_suite', 'executive'],
		['Vice President, Sales', 'vp', 'sales'],
		['SVP Global Partnerships', 'vp', 'sales'],
		['VP of Engineering', 'vp', 'engineering'],
		['Head of Growth', 'head', 'marketing'],
		['Director of Customer Success', 'director', 'customer_success'],
		['Managing Director', 'c_suite', 'executive'],
		['Managing Partner', 'partner', undefined],
		['Senior Product Manager', 'manager', 'product'],
		['Product Marketing Manager', 'manager', 'product'],
		['Engineering Manager', 'manager', 'engineering'],
		['Sr. Software Engineer', 'senior', 'engineering'],
		['Account Executive', undefined, 'sales'],
		['Sales Development Representative', 'entry', 'sales'],
		['Executive Assistant to the CEO', 'entry', 'operations'],
		['Assistant to the Vice President', 'entry', 'operations'],
		['Chief of Staff', 'director', 'operations'],
		['Marketing Intern', 'intern', 'marketing'],
		['Geschäftsführerin', 'c_suite', 'executive'],
		['Leiter Vertrieb', 'head', 'sales'],
		['IT Administrator', undefined, 'it'],
		['General Counsel', 'c_suite', 'legal'],
		['HR Business Partner', undefined, 'hr'],
		['Vice President', 'vp', undefined],
		['Partner Manager', 'manager', undefined],
		['Tax Partner', 'partner', 'finance'],
		['Data Scientist', undefined, 'data'],
		['Owner', 'owner', 'executive'],
	])('%p is %p in %p', (title, seniority, department) => {
		expect(readJobTitle(title)).toEqual({
			...(seniority !== undefined && { seniority }),
			...(department !== undefined && { department }),
		});
	});

	it.each(['', '???', 'Astronaut', 'Internal Affairs'])('%p says nothing', (title) => {
		expect(readJobTitle(title)).toEqual({});
	});

	it('is read in time, however long', () => {
		const started = performance.now();
		readJobTitle('chief a '.repeat(100_000));
		expect(performance.now() - started).toBeLessThan(200);
	});
});
