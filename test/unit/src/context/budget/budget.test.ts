import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';

import { estimateTokens } from '../../../../../src/context/budget/estimate-tokens';
import { fitBudget } from '../../../../../src/context/budget/fit-budget';

const fact = (value: unknown, source: string, ageDays: number) => ({
	value,
	source,
	ageDays,
	confidence: 0.8,
	freshness: 'aging',
});

const PEOPLE = [
	['Dana', 'Doe', 'VP of Revenue Operations', 'Acme Robotics', 'acme-robotics.com'],
	['Jürgen', 'Müller-Lüdenscheidt', 'Geschäftsführer', 'Nordwind Logistik GmbH', 'nordwind.de'],
	['Siobhán', "O'Brien", 'Senior Director, Demand Generation (EMEA)', 'Globex', 'globex.co.uk'],
	['Wei', 'Zhang', 'SDR', '日立製作所', 'hitachi.co.jp'],
] as const;

/** Answers of the graph, of several lengths, in several languages. */
const ANSWERS = PEOPLE.flatMap(([first, last, title, company, domain]) =>
	[0, 3, 20].map((events) =>
		JSON.stringify({
			status: 'resolved',
			contact: {
				id: '0193f2a1-7c3b-7d4e-9f21-5a6b7c8d9e0f',
				firstName: fact(first, 'hubspot', 12),
				lastName: fact(last, 'hubspot', 12),
				title: fact(title, 'apollo', 180),
				email: fact(`${first}.${last}@${domain}`.toLowerCase(), 'form:website', 3),
				linkedinUrl: fact(`https://www.linkedin.com/in/${first}-12ab34cd`, 'apollo', 40),
				phone: fact('+49 30 1234567', 'people_data_labs', 410),
			},
			account: {
				name: fact(company, 'salesforce', 77),
				employees: fact(1240, 'apollo', 210),
				technologies: fact(['Salesforce', 'Snowflake', 'AWS Lambda'], 'people_data_labs', 90),
			},
			timeline: Array.from({ length: events }, (_, index) => ({
				type: ['email.replied', 'meeting.held', 'page.visited'][index % 3],
				at: new Date(1.79e12 - index * 7e8).toISOString(),
				summary: [
					'Asked for pricing and wants to see the integration before the end of the quarter',
					'Besprechung mit dem Einkauf über Rahmenvertrag und Laufzeit',
					'Visited the pricing page twice',
				][index % 3],
			})),
			missing: [{ entity: 'contact', attribute: 'seniority' }],
			conflicts: [],
		}),
	),
);

describe('the estimate of tokens', () => {
	it('is the same for a text of ASCII by itself and beside other letters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => {
				const beside = estimateTokens(`${text} ü`) - estimateTokens('ü');
				// Each of the three is rounded up.
				expect(Math.abs(beside - estimateTokens(text))).toBeLessThanOrEqual(1);
			}),
		);
	});
});

describe('the estimate of tokens', () => {
	it.each(ANSWERS)('is within 10 %% of a real tokenizer: %.60s…', (answer) => {
		const real = encode(answer).length;
		expect(estimateTokens(answer) / real).toBeGreaterThan(0.9);
		expect(estimateTokens(answer) / real).toBeLessThan(1.1);
	});
});

describe('an answer with a budget', () => {
	const sections = [
		{ name: 'timeline', costs: [30, 30, 30, 30], keep: 2 },
		{ name: 'attributes', costs: [20, 20, 20], keep: 3 },
	];

	it('is whole if it fits', () => {
		expect(fitBudget(100, sections, 280)).toMatchObject({ cut: [], tokens: 280, over: false });
	});

	it('loses the least valuable items of the first section, and says what', () => {
		const { cut, shown, tokens } = fitBudget(100, sections, 250);
		expect(cut).toEqual([{ section: 'timeline', shown: 2, of: 4 }]);
		expect(shown.get('attributes')).toBe(3);
		expect(tokens).toBeLessThanOrEqual(250);
	});

	it('keeps some of each section as long as it can', () => {
		const { shown } = fitBudget(100, sections, 200);
		expect(shown.get('timeline')).toBe(0);
		expect(shown.get('attributes')).toBe(3);
	});

	it('never cuts what is in no section, and says that it is over', () => {
		const { shown, over } = fitBudget(400, sections, 100);
		expect([...shown.values()]).toEqual([0, 0]);
		expect(over).toBe(true);
	});

	it('fits, or has nothing left to cut, and its sums add up', () => {
		const anySection = fc.record({
			name: fc.string(),
			costs: fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 9 }),
			keep: fc.integer({ min: 0, max: 9 }),
		});
		const anySections = fc.uniqueArray(anySection, { selector: ({ name }) => name, maxLength: 5 });
		fc.assert(
			fc.property(anySections, fc.nat(900), fc.nat(900), (any, fixed, budget) => {
				const { tokens, shown, over, cut } = fitBudget(fixed, any, budget);
				const isEmpty = [...shown.values()].every((count) => count === 0);
				expect(tokens <= budget || isEmpty).toBe(true);
				expect(over).toBe(tokens > budget);
				for (const { shown: left, of } of cut) expect(left).toBeLessThan(of);
			}),
		);
	});
});
