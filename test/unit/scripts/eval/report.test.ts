import type { EvaluationResult } from '../../../../scripts/eval/evaluate';
import { renderEvaluation } from '../../../../scripts/eval/report';

const result: EvaluationResult = {
	leads: 120,
	kappa: 0.9,
	disagreements: 10,
	confusion: { route_sales: { route_sales: 30, nurture: 2 } },
	routeSales: { precision: 1, recall: 0.94 },
	accuracy: 0.95,
	wrongEnrollments: [],
	disputedEnrollments: [],
	missedEnrollments: [],
	badMessages: [],
	leaks: [],
	byModel: 80,
	tokens: 250_000,
	misses: [],
};

describe('the report of an evaluation', () => {
	it('tells the tokens of a model, and what they cost where the price is known', () => {
		expect(renderEvaluation('A model', result)).toContain('tokens: 250000\n');
		expect(renderEvaluation('A model', result, 0.6)).toContain('tokens: 250000, cost: 0.15\n');
	});

	it('says that it passed, and why it failed', () => {
		expect(renderEvaluation('A model', result)).toContain('PASSED');
		const failed = renderEvaluation('A model', { ...result, leaks: ['contact.phone'] });
		expect(failed).toContain('FAILED\n- leak: contact.phone');
	});
});
